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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const string ReadyReport = "ready";

    internal async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        var complaint = new Complaint(resource.Name, logger);
        while (!cancellationToken.IsCancellationRequested)
        {
            await notifications.WaitForAllAsync(resource.Name, awaited: null, all => all.Any(e => e.Snapshot.Runs), cancellationToken);
            var asked = notifications.Instances(resource).Where(instance => instance.Snapshot.Runs).ToList();
            var reports = keys.Count == 0 ? [] : await CheckAsync(keys, cancellationToken);
            var healthy = AllHealthy(reports);
            if (healthy && asked.Count == resource.GetReplicaCount() && asked.Any(instance => !instance.Snapshot.IsReady))
            {
                reports = [.. reports, .. await ReadyAsync(resource, cancellationToken)];
                healthy = AllHealthy(reports);
            }

            complaint.Hear(reports);
            await PublishAsync(asked, reports, healthy);
            await PauseAsync(resource, healthy ? null : complaint.Age, cancellationToken);
        }
    }

    private static bool AllHealthy(ImmutableArray<HealthReportSnapshot> reports) => reports.All(report => report.Status == HealthStatus.Healthy);

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
            var done = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
            if (await Task.WhenAny(done, Task.Delay(Patience, cancellationToken)) != done)
            {
                logger.LogWarning("{Resource} is healthy, but what is to be done then takes long.", resource.Name);
            }

            await done;
            var urls = resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.AllocatedEndpoint?.UriString);
            logger.LogInformation("{Resource} is ready. {Urls}", resource.Name, string.Join(' ', urls));
            return [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [new HealthReportSnapshot(ReadyReport, HealthStatus.Unhealthy, exception.Message, exception.ToString())];
        }
    }

    private async Task PublishAsync(IReadOnlyList<ResourceEvent> asked, ImmutableArray<HealthReportSnapshot> reports, bool healthy)
    {
        foreach (var instance in asked)
        {
            await notifications.PublishUpdateAsync(instance.Resource, instance.ResourceId, snapshot =>

                // It may have ended, or begun anew, while it was asked: then the answer is about the past.
                !snapshot.Runs || snapshot.StartTimeStamp != instance.Snapshot.StartTimeStamp || Same(snapshot, reports, healthy)
                    ? snapshot
                    : snapshot with { HealthReports = reports, IsReady = snapshot.IsReady || healthy });
        }
    }

    private static bool Same(CustomResourceSnapshot snapshot, ImmutableArray<HealthReportSnapshot> reports, bool healthy) =>
        snapshot.HealthReports.SequenceEqual(reports) && (snapshot.IsReady || !healthy);

    /// <summary>Waits for a while: the longer, the longer it has been unhealthy; if all is well, until an instance starts anew.</summary>
    private async Task PauseAsync(IResource resource, TimeSpan? unhealthyFor, CancellationToken cancellationToken)
    {
        if (unhealthyFor is { } age)
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp(age.Ticks / 20, Shortest.Ticks, Longest.Ticks)), cancellationToken);
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(Longest);
        try
        {
            await notifications.WaitForAllAsync(
                resource.Name, awaited: null, all => all.Any(e => e.Snapshot is { Runs: true, IsReady: false }), pause.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Says why a resource that should have become healthy is not: once, until it gives another reason.</summary>
    private sealed class Complaint(string resource, ILogger logger)
    {
        private long? _since;
        private string? _said;

        /// <summary>How long it has been unhealthy.</summary>
        internal TimeSpan Age => _since is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_since.Value);

        internal void Hear(ImmutableArray<HealthReportSnapshot> reports)
        {
            var reason = string.Join(' ', reports.Where(report => report.Status != HealthStatus.Healthy).Select(report => report.Description));
            if (reason.Length == 0)
            {
                (_since, _said) = (null, null);
                return;
            }

            _since ??= Stopwatch.GetTimestamp();
            if (reason != _said && Age > Patience)
            {
                _said = reason;
                logger.LogWarning("{Resource} runs but is not healthy: {Reason}", resource, reason);
            }
        }
    }
}
