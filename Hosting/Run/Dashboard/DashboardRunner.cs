using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dcp;
using Hosting.Run.Orchestration;
using Hosting.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Dashboard;

/// <summary>Runs the dashboard as a process of DCP's, so that it ends with everything else, and feeds it.</summary>
internal sealed class DashboardRunner(
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    ResourceCommandService commands,
    IConfiguration configuration,
    IHostEnvironment environment,
    ILoggerFactory loggers,
    ILogger<DistributedApplication> logger) : IAsyncDisposable
{
    internal const string DisabledKey = "AppHost:DisableDashboard";
    private const string ProcessName = "aspire-dashboard";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private ResourceServiceHost? _resources;

    internal bool IsEnabled => !configuration.GetValue<bool>(DisabledKey);

    /// <returns>What goes on until the dashboard answers, and then says where it is.</returns>
    internal async Task<Func<CancellationToken, Task>> StartAsync(DcpClient dcp, PreparedMachine machine, CancellationToken cancellationToken)
    {
        if (!IsEnabled)
        {
            return _ => Task.CompletedTask;
        }

        var keys = DashboardKeys.Of(configuration);
        _resources = new ResourceServiceHost(
            notifications, consoles, commands, environment.ApplicationName, keys.ResourceService,
            ResourceServiceHost.ConfiguredAddress(configuration), loggers);
        var settings = DashboardSettings.Create(configuration, await _resources.StartAsync(cancellationToken), keys, Ports.Free);
        RefuseTakenPorts(settings);

        // What the resources' environment is made from.
        configuration[DashboardSettings.OtlpGrpcKey] = settings.OtlpEndpoint.GetLeftPart(UriPartial.Authority);
        configuration[DashboardSettings.OtlpApiKeyKey] = keys.Otlp;

        await dcp.CreateAsync(
            DcpKinds.Executable,
            ProcessName,
            new ExecutableSpec(machine.DashboardPath, WorkingDirectory: null, ["dashboard"],
                [.. settings.Environment.Select(variable => new EnvironmentVariable(variable.Key, variable.Value))]),
            annotations: null,
            cancellationToken);
        return token => AnnounceAsync(dcp, settings, token);
    }

    /// <summary>Ends what feeds it; DCP ends the process itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_resources is not null)
        {
            await _resources.DisposeAsync();
            _resources = null;
        }
    }

    private static void RefuseTakenPorts(DashboardSettings settings)
    {
        var taken = new[] { ("dashboard", settings.Url), ("dashboard's OTLP endpoint", settings.OtlpEndpoint) }
            .Where(use => Ports.IsTaken(use.Item2.Port)).Select(use => $"port {use.Item2.Port} of the {use.Item1}").ToList();
        if (taken.Count > 0)
        {
            throw new DistributedApplicationException(Ports.Taken(taken));
        }
    }

    private async Task AnnounceAsync(DcpClient dcp, DashboardSettings settings, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(Poll);
        try
        {
            while (!await AnswersAsync(client, settings.Url, deadline.Token))
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }

            logger.LogInformation("Now listening on: {Url}", settings.Url);
            logger.LogInformation("Login to the dashboard at {LoginUrl}", settings.LoginUrl);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(
                "The dashboard does not answer at {Url} after {Seconds} s. It says: {Output}",
                settings.Url, StartDeadline.TotalSeconds, await OutputAsync(dcp, cancellationToken));
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> OutputAsync(DcpClient dcp, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var source in new[] { "stdout", "stderr" })
        {
            await foreach (var line in dcp.LogAsync(DcpKinds.Executable.Plural, ProcessName, source, follow: false, cancellationToken))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines.TakeLast(20));
    }
}
