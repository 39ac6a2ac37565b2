using Harness.Processes;

namespace Benchmarks.Running;

/// <summary>
/// A replica of Auth beside those of the AppHost, on the same database with the same settings, but in the environment Production and
/// known to nobody but the benchmark: no health check and no proxy of DCP is on the way.
/// </summary>
internal sealed class AuthProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private AuthProcess(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Output => _process.Output;

    /// <param name="like">Whose environment it gets.</param>
    /// <param name="settings">Variables that it gets as well; without any it sends no telemetry.</param>
    public static async Task<AuthProcess> StartAsync(AuthApplication like, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var environment = new Dictionary<string, string?>(like.AuthEnvironment)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["OTEL_SERVICE_NAME"] = "auth",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        return new(await DotNetProgram.StartAsync("Services/Auth", "Auth.dll", environment, ownSession: true), address);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
