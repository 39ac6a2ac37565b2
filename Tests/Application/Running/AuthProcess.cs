using Harness.Processes;

namespace Application.Tests.Running;

/// <summary>A replica of Auth beside those of the AppHost, with the same settings but for those that a test changes. Nobody else knows it.</summary>
internal sealed class AuthProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private AuthProcess(ChildProcess process, Uri address)
    {
        (_process, Address) = (process, address);
        Client = new HttpClient { BaseAddress = address, Timeout = Deadlines.Answer };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public string Output => _process.Output;

    public static async Task<AuthProcess> StartAsync(RunningApplication application, params (string Name, string? Value)[] settings)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        var replica = await application.App.ResourceNotifications.WaitForResourceHealthyAsync("auth", deadline.Token);
        var environment = replica.Snapshot.EnvironmentVariables
            .Where(variable => !variable.Name.StartsWith("OTEL_", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => variable.Value);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        environment["ASPNETCORE_URLS"] = address.ToString();
        environment["Shutdown__DrainDelay"] = "00:00:00";
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return new(await DotNetProgram.StartAsync("Services/Auth", "Auth.dll", environment), address);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
