using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Hosting.Run.Building;
using Hosting.Run.Dashboard;
using Hosting.Run.Dcp;
using Hosting.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Orchestration;

/// <summary>Runs the application: prepares the machine, starts DCP and the dashboard, allocates addresses, starts resources.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    HealthCheckService checks,
    DashboardRunner dashboard,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    ILogger<DistributedApplication> logger) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];
    private bool _disposed;
    private DcpClient? _dcp;
    private ResourceInstances? _instances;
    private ResourceCommands? _commands;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);

        var randomizePorts = configuration.GetValue<bool>(CommandLine.RandomizePorts);
        ModelValidator.Validate(model, portsAreFixed: !randomizePorts);
        var identity = configuration["AppHost:Sha256"]![..8].ToLowerInvariant();
        var instances = _instances = new ResourceInstances(model, identity);
        foreach (var instance in instances.All)
        {
            await notifications.PublishUpdateAsync(
                instance.Resource, instance.Id, snapshot => Snapshots.Initial(snapshot, instance.Resource, DateTime.UtcNow));
        }

        var containers = model.Resources.OfType<ContainerResource>().ToList();
        var machine = await PrepareAsync(containers, cancellationToken);
        foreach (var (official, offline) in machine.Images)
        {
            logger.LogInformation("{Offline} runs in place of {Official}, whose registry cannot be reached.", offline, official);
        }

        _dcp = await DcpProcess.StartAsync(machine, logger, cancellationToken);
        Run("announce the dashboard", await dashboard.StartAsync(_dcp, machine, cancellationToken));

        var endpoints = new EndpointAllocator(_dcp, model, randomizePorts);
        await endpoints.AllocateAsync(cancellationToken);
        if (containers.Count > 0)
        {
            await _dcp.CreateAsync(
                DcpKinds.ContainerNetwork, InstanceSpecs.Network, InstanceSpecs.ContainerNetwork(containers, identity),
                annotations: null, cancellationToken);
        }

        var starter = new ResourceStarter(
            _dcp, instances, machine.Images, context, eventing, notifications, consoles, services, logger);
        var watcher = new InstanceWatcher(_dcp, instances, notifications, consoles, logger);
        var monitor = new HealthMonitor(checks, eventing, notifications, services, logger);
        _commands = new ResourceCommands(_dcp, instances, starter, notifications, services, logger, _stopping.Token);

        Run("follow replicas", endpoints.FollowReplicasAsync);
        Run("watch instances", watcher.WatchAsync);
        foreach (var resource in model.Resources)
        {
            Run($"monitor {resource.Name}", token => monitor.MonitorAsync(resource, token));
            Run($"start {resource.Name}", token => resource is IResourceWithParent child
                ? starter.FollowParentAsync(child, token)
                : starter.StartAsync(resource, token));
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        try
        {
            await StopProcessesAsync(cancellationToken);
            await dashboard.DisposeAsync();
        }
        finally
        {
            if (Interlocked.Exchange(ref _dcp, null) is { } dcp)
            {
                await dcp.DisposeAsync();
            }

            notifications.End(new DistributedApplicationException("The application has stopped."));
        }
    }

    internal Task<ExecuteCommandResult> ExecuteAsync(string name, string command, CancellationToken cancellationToken) =>
        _commands?.ExecuteAsync(name, command, cancellationToken)
        ?? Task.FromResult(new ExecuteCommandResult { Success = false, Message = "The application has not started." });

    private async Task<PreparedMachine> PrepareAsync(IEnumerable<ContainerResource> containers, CancellationToken cancellationToken)
    {
        try
        {
            var images = containers.Select(container => container.Image.Reference).Distinct().ToList();
            return await Machine.PrepareAsync(new SetupRequest(images, dashboard.IsEnabled), logger, cancellationToken);
        }
        catch (SetupException exception)
        {
            throw new DistributedApplicationException(exception.Message, exception);
        }
    }

    /// <summary>Ends our own processes first: their last requests need the servers, and their last telemetry the dashboard.</summary>
    private async Task StopProcessesAsync(CancellationToken cancellationToken)
    {
        if (_dcp is not { } dcp || _instances is not { } instances)
        {
            return;
        }

        try
        {
            await Task.WhenAll(instances.All.Where(instance => instance.IsProcess)
                .Select(instance => dcp.DeleteAsync(
                    DcpKinds.Executable, InstanceSpecs.ObjectName(instance, notifications.Snapshot(instance.Id)), cancellationToken)));
        }
        catch (Exception exception) when (exception is DistributedApplicationException or HttpRequestException)
        {
            logger.LogWarning("Not every process ended by itself: {Reason}", exception.Message);
        }
    }

    /// <summary>Runs something beside us until we stop. It has no business failing: if it does, that ends the application.</summary>
    private void Run(string what, Func<CancellationToken, Task> action) => _running.Add(Task.Run(async () =>
    {
        try
        {
            await action(_stopping.Token);
        }
        catch (Exception exception) when (_stopping.IsCancellationRequested)
        {
            logger.LogDebug(exception, "Ended: {What}.", what);
        }
        catch (Exception exception)
        {
            logger.LogCritical(exception, "The app host cannot go on: {What}.", what);
            notifications.End(new DistributedApplicationException($"The application has ended, because it failed to {what}.", exception));
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }));

    /// <summary>Stops what a failed start left running. The container of services may call it twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await StopAsync(CancellationToken.None);
        _commands?.Dispose();
        _stopping.Dispose();
    }
}
