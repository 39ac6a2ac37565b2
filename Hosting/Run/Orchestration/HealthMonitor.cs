using System.Collections.Immutable;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Orchestration;

/// <summary>Asks running resources for their health, and says when one is ready for those that wait for it.</summary>
internal sealed class HealthMonitor(
    HealthCheckService checks,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    IServiceProvider services,
    ILogger logger)
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);
    private const string ReadyReport = "ready";

    internal async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        var complaint = new Complaint(resource.Name, logger);
        while (!cancellationToken.IsCancellationRequested)
        {
            await notifications.WaitAsync(resource.Name, awaited: null, AllRun, cancellationToken);
            var reports = keys.Count == 0 ? [] : await CheckAsync(keys, cancellationToken);
            var healthy = reports.All(report => report.Status == HealthStatus.Healthy);
            if (healthy && notifications.Instances(resource).Any(instance => !instance.Snapshot.IsReady))
            {
                reports = [.. reports, .. await ReadyAsync(resource, cancellationToken)];
                healthy = reports.All(report => report.Status == HealthStatus.Healthy);
            }

            complaint.Hear(reports);
            await PublishAsync(resource, reports, healthy);
            await PauseAsync(resource, healthy, cancellationToken);
        }
    }

    private static bool AllRun(IReadOnlyList<ResourceEvent> instances) =>
        instances.All(instance => instance.Snapshot.State?.Text == KnownResourceStates.Running);

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        return [.. report.Entries.Select(entry => new HealthReportSnapshot(
            entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()))];
    }

    /// <summary>Runs what is to be done when the resource is first healthy. A fault there is a fault of its health, tried again soon.</summary>
    private async Task<IEnumerable<HealthReportSnapshot>> ReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
            var urls = resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.AllocatedEndpoint?.UriString);
            logger.LogInformation("{Resource} is ready. {Urls}", resource.Name, string.Join(' ', urls));
            return [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogWarning("{Resource} is healthy but not ready: {Reason}", resource.Name, exception.Message);
            return [new HealthReportSnapshot(ReadyReport, HealthStatus.Unhealthy, exception.Message, exception.ToString())];
        }
    }

    private async Task PublishAsync(IResource resource, ImmutableArray<HealthReportSnapshot> reports, bool healthy)
    {
        foreach (var instance in notifications.Instances(resource))
        {
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot =>

                // It may have stopped while it was asked: then the answer is about the past.
                snapshot.State?.Text != KnownResourceStates.Running || Same(snapshot, reports, healthy)
                    ? snapshot
                    : snapshot with { HealthReports = reports, IsReady = snapshot.IsReady || healthy });
        }
    }

    private static bool Same(CustomResourceSnapshot snapshot, ImmutableArray<HealthReportSnapshot> reports, bool healthy) =>
        snapshot.HealthReports.SequenceEqual(reports) && (snapshot.IsReady || !healthy);

    /// <summary>Waits for a while; if all is well for a longer one, or until an instance starts anew.</summary>
    private async Task PauseAsync(IResource resource, bool healthy, CancellationToken cancellationToken)
    {
        if (!healthy)
        {
            await Task.Delay(WhileStarting, cancellationToken);
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(WhileHealthy);
        try
        {
            await notifications.WaitAsync(resource.Name, awaited: null, all => all.Any(instance => !instance.Snapshot.IsReady), pause.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Says why a resource that should have become healthy is not: once, until it gives another reason.</summary>
    private sealed class Complaint(string resource, ILogger logger)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
        private long? _since;
        private string? _said;

        internal void Hear(ImmutableArray<HealthReportSnapshot> reports)
        {
            var reason = string.Join(' ', reports.Where(report => report.Status != HealthStatus.Healthy).Select(report => report.Description));
            if (reason.Length == 0)
            {
                (_since, _said) = (null, null);
                return;
            }

            _since ??= Stopwatch.GetTimestamp();
            if (reason != _said && Stopwatch.GetElapsedTime(_since.Value) > Patience)
            {
                _said = reason;
                logger.LogWarning("{Resource} runs but is not healthy: {Reason}", resource, reason);
            }
        }
    }
}
