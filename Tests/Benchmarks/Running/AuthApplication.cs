using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Harness.Processes;
using MySqlConnector;

namespace Benchmarks.Running;

/// <summary>
/// The AppHost as it is, with a real MySQL that is empty at first. What is measured is an <see cref="AuthProcess"/> in the place of its
/// services, which are stopped: the machine's cores are few.
/// </summary>
internal sealed class AuthApplication : IAsyncDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    /// <summary>For connections to be lost or made, and for what was held up.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private const string Parallel = "Passwords__Parallel";
    private static readonly string[] Replaced = ["gateway", "auth"];
    private static readonly string[] Mailing = ["email", "maildev"];
    private static readonly string[] DatabaseConnections = ["ConnectionStrings__auth-db", "ConnectionStrings__auth-reads"];

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _application;
    private readonly RunningContainer _broker;

    private bool _brokerRuns = true;

    private AuthApplication(
        IDistributedApplicationTestingBuilder builder,
        DistributedApplication application,
        RunningContainer broker,
        IReadOnlyDictionary<string, string?> auth) =>
        (_builder, _application, _broker, AuthEnvironment) = (builder, application, broker, auth);

    /// <summary>
    /// The variables that the AppHost gives to Auth, but for what is a developer's: telemetry, the proxies before MySQL, to whose
    /// container these lead directly, and that replicas share the cores.
    /// </summary>
    public IReadOnlyDictionary<string, string?> AuthEnvironment { get; }

    /// <summary>What the AppHost gives besides, so that replicas on one machine share its cores.</summary>
    public IReadOnlyDictionary<string, string?> SharedCores { get; private init; } = new Dictionary<string, string?>();

    /// <param name="sendsMail">Leaves those services running that do what a registration leads to.</param>
    public static async Task<AuthApplication> StartAsync(bool sendsMail = false)
    {
        using var deadline = new CancellationTokenSource(Start);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Logging:LogLevel:Default=Warning"], deadline.Token);
        builder.RemoveVolumes();
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            project.Annotations.Add(new ReplicaAnnotation(1));
        }

        var application = await builder.BuildAsync(deadline.Token);
        await application.StartAsync(deadline.Token);
        var auth = await application.ResourceNotifications.WaitForResourceHealthyAsync("auth", deadline.Token);
        var environment = auth.Snapshot.EnvironmentVariables
            .Where(variable => !variable.Name.StartsWith("OTEL_", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => variable.Value);
        environment.Remove(Parallel, out var parallel);
        var mysql = await (await RunningContainer.OfAsync(application, "auth-mysql", deadline.Token)).AddressAsync();
        foreach (var name in DatabaseConnections)
        {
            var connection = new MySqlConnectionStringBuilder(environment[name]!) { Server = mysql, Port = 3306 };
            environment[name] = connection.ConnectionString;
        }

        var broker = await RunningContainer.OfAsync(application, "messaging", deadline.Token);
        var started = new AuthApplication(builder, application, broker, environment)
        {
            SharedCores = new Dictionary<string, string?> { [Parallel] = parallel },
        };
        foreach (var service in sendsMail ? Replaced : [.. Replaced, .. Mailing])
        {
            await started.StopAsync(service, deadline.Token);
        }

        return started;
    }

    /// <summary>Returns when the broker has stopped, or when it serves and what was held up in Auth's outbox is on its way.</summary>
    public async Task SetBrokerAsync(bool running)
    {
        if (_brokerRuns == running)
        {
            return;
        }

        if (running)
        {
            await _broker.StartAsync();
            await Deadlines.HoldsAsync("the broker listens", () => _broker.ListensAsync(port: 5672));
        }
        else
        {
            await _broker.StopAsync();
        }

        _brokerRuns = running;
        await Task.Delay(Settling);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _builder.DisposeAsync();
    }

    private async Task StopAsync(string resource, CancellationToken cancellationToken)
    {
        var result = await _application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{resource} does not stop: {result.Message}");
        }

        await _application.ResourceNotifications.WaitForResourceAsync(
            resource, now => KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text), cancellationToken);
    }
}
