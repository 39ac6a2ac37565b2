using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Benchmarks.Running;

/// <summary>The AppHost as it is, with a real MySQL that is empty at first. What is measured is an <see cref="AuthProcess"/> beside it.</summary>
internal sealed class AuthApplication : IAsyncDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    /// <summary>For connections to be lost or made, and for what was held up.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _application;

    private bool _brokerRuns = true;

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

    /// <summary>Returns when the broker has stopped, or when it serves and what was held up in Auth's outbox is on its way.</summary>
    public async Task SetBrokerAsync(bool running)
    {
        const string Broker = "messaging";
        using var deadline = new CancellationTokenSource(Start);
        if (_brokerRuns == running)
        {
            return;
        }

        var command = running ? KnownResourceCommands.StartCommand : KnownResourceCommands.StopCommand;
        var result = await _application.ResourceCommands.ExecuteCommandAsync(Broker, command, deadline.Token);
        if (!result.Success)
        {
            throw new InvalidOperationException($"The broker does not {command}: {result.Message}");
        }

        await (running
            ? _application.ResourceNotifications.WaitForResourceHealthyAsync(Broker, deadline.Token)
            : _application.ResourceNotifications.WaitForResourceAsync(Broker, KnownResourceStates.Exited, deadline.Token));
        _brokerRuns = running;
        await Task.Delay(Settling, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _builder.DisposeAsync();
    }
}
