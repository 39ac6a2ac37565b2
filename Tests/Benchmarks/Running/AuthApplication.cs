using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Benchmarks.Running;

/// <summary>The AppHost as it is, with a real MySQL that is empty at first. What is measured is an <see cref="AuthProcess"/> beside it.</summary>
internal sealed class AuthApplication : IAsyncDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _application;

    private AuthApplication(IDistributedApplicationTestingBuilder builder, DistributedApplication application, IReadOnlyDictionary<string, string?> auth) =>
        (_builder, _application, AuthEnvironment) = (builder, application, auth);

    /// <summary>The variables that the AppHost gives to Auth, but for those about telemetry, which are a developer's.</summary>
    public IReadOnlyDictionary<string, string?> AuthEnvironment { get; }

    public static async Task<AuthApplication> StartAsync()
    {
        using var deadline = new CancellationTokenSource(Start);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Logging:LogLevel:Default=Warning"], deadline.Token);
        builder.RemoveVolumes();
        var application = await builder.BuildAsync(deadline.Token);
        await application.StartAsync(deadline.Token);
        var auth = await application.ResourceNotifications.WaitForResourceHealthyAsync("auth", deadline.Token);
        return new(builder, application, auth.Snapshot.EnvironmentVariables
            .Where(variable => !variable.Name.StartsWith("OTEL_", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => variable.Value));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _builder.DisposeAsync();
    }
}
