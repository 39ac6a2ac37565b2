using System.Net.Sockets;
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

        var address = ResourceServiceHost.ConfiguredAddress(configuration);
        if (address is { Port: > 0 } && Ports.IsTaken(address.Port))
        {
            throw new DistributedApplicationException(Ports.Taken([$"port {address.Port} of the resource service"]));
        }

        var keys = DashboardKeys.Of(configuration);
        _resources = new ResourceServiceHost(
            notifications, consoles, commands, environment.ApplicationName, keys.ResourceService, address, loggers);
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
        var taken = new[] { DashboardSettings.UrlsKey, DashboardSettings.OtlpGrpcKey, DashboardSettings.OtlpHttpKey }
            .SelectMany(key => settings.Environment.GetValueOrDefault(key, "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            .Select(url => new Uri(url).Port).Where(Ports.IsTaken).Select(port => $"port {port} of the dashboard").ToList();
        if (taken.Count > 0)
        {
            throw new DistributedApplicationException(Ports.Taken(taken));
        }
    }

    private async Task AnnounceAsync(DcpClient dcp, DashboardSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await Deadline.WithinAsync(
                StartDeadline,
                $"The dashboard does not listen at {settings.Url}",
                token => ListensOrEndsAsync(dcp, settings.Url, token),
                cancellationToken);
            logger.LogInformation("Now listening on: {Url}", settings.Url);
            logger.LogInformation("Login to the dashboard at {LoginUrl}", settings.LoginUrl);
        }
        catch (DistributedApplicationException exception)
        {
            // What it shows runs all the same.
            logger.LogError("{Reason} It says: {Output}", exception.Message, await OutputAsync(dcp, cancellationToken));
        }
    }

    private static async Task ListensOrEndsAsync(DcpClient dcp, Uri url, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(ListensAsync(url, either.Token), EndsAsync(dcp, either.Token));
        await either.CancelAsync();
        await first;
    }

    private static async Task EndsAsync(DcpClient dcp, CancellationToken cancellationToken)
    {
        await foreach (var (name, item) in dcp.WatchAsync(DcpKinds.Executable, cancellationToken))
        {
            if (name == ProcessName && item?.Status?.State is DcpStates.Finished or DcpStates.Terminated or DcpStates.FailedToStart)
            {
                throw new DistributedApplicationException("The dashboard has ended.");
            }
        }
    }

    private static async Task ListensAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(url.DnsSafeHost, url.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static async Task<string> OutputAsync(DcpClient dcp, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        try
        {
            foreach (var source in new[] { "stdout", "stderr", "system" })
            {
                await foreach (var line in dcp.LogAsync(DcpKinds.Executable.Plural, ProcessName, source, follow: false, cancellationToken))
                {
                    lines.Add(line);
                }
            }
        }
        catch (HttpRequestException exception)
        {
            lines.Add($"(its output cannot be read: {exception.Message})");
        }

        return string.Join('\n', lines.TakeLast(20));
    }
}
