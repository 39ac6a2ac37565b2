using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the newest snapshot of every instance of every resource, and tells whoever watches.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.Ordinal);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly DistributedApplicationModel _model;
    private readonly ResourceLoggerService _logs;
    private Exception? _end;

    internal ResourceNotificationService(DistributedApplicationModel model, ResourceLoggerService logs) => (_model, _logs) = (model, logs);

    /// <summary>Changes the snapshot of an instance; it is made if there was none.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_lock)
        {
            var before = _current.TryGetValue(resourceId, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal), Properties = [] };
            var after = stateFactory(before);
            if (known is not null && after == before)
            {
                return Task.CompletedTask;
            }

            var change = _current[resourceId] = new ResourceEvent(resource, resourceId, after);
            foreach (var watcher in _watchers)
            {
                if (!watcher.Writer.TryWrite(change))
                {
                    watcher.Writer.TryComplete(new InvalidOperationException("This watcher of resource events fell too far behind."));
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Every instance as it is now, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A watcher that falls behind is cut off loudly: to drop an event would mislead it, to wait for it would hold up the run.
        const int Behind = 10_000;
        var channel = Channel.CreateBounded<ResourceEvent>(new BoundedChannelOptions(Behind) { SingleReader = true });
        lock (_lock)
        {
            foreach (var change in _current.Values)
            {
                channel.Writer.TryWrite(change);
            }

            if (_end is null)
            {
                _watchers.Add(channel);
            }
            else
            {
                channel.Writer.TryComplete(_end);
            }
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Waits until an instance of the resource is, or has just been, in the state.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
    {
        var state = targetState ?? KnownResourceStates.Running;
        return WaitForResourceAsync(resourceName, e => e.Snapshot.State?.Text == state, cancellationToken);
    }

    /// <summary>Waits until a snapshot of the resource satisfies a condition. Each is looked at, however short-lived.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ResourceEvent? found = null;
        await WaitAsync(resourceName, awaited: null, change => predicate(found = change), cancellationToken);
        return found!;
    }

    /// <summary>Waits until every replica of the resource runs and is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It failed or ended; the message holds its last log lines.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        await WaitForAllAsync(resourceName, "healthy", Ready, cancellationToken);
        return Instances(_model.Find(resourceName))[0];
    }

    /// <summary>Ends every wait, now and later, with the reason why the application has ended.</summary>
    internal void End(Exception reason)
    {
        lock (_lock)
        {
            _end ??= reason;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete(_end);
            }
        }
    }

    internal static bool Ready(IReadOnlyList<ResourceEvent> instances) =>
        instances.Count >= instances[0].Resource.GetReplicaCount() && instances.All(e => e.Snapshot.IsHealthy && e.Snapshot.IsReady);

    internal IReadOnlyList<ResourceEvent> Instances(IResource resource)
    {
        lock (_lock)
        {
            return [.. _current.Values.Where(e => ReferenceEquals(e.Resource, resource))];
        }
    }

    internal CustomResourceSnapshot? Snapshot(string resourceId)
    {
        lock (_lock)
        {
            return _current.GetValueOrDefault(resourceId)?.Snapshot;
        }
    }

    /// <summary>Waits until all instances of a resource, looked at together whenever one changes, are as awaited.</summary>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="awaited">What is waited for, in words; null if any state may be meant, so that none is a failure.</param>
    /// <param name="reached">Told of all instances.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DistributedApplicationException">An instance has ended, and so will not become what is awaited.</exception>
    internal Task WaitForAllAsync(
        string resourceName, string? awaited, Func<IReadOnlyList<ResourceEvent>, bool> reached, CancellationToken cancellationToken) =>
        WaitAsync(
            resourceName,
            awaited,
            change =>
            {
                var instances = Instances(change.Resource);
                return reached(instances)
                    || (awaited is not null && instances.FirstOrDefault(e => e.Snapshot.HasEnded) is { } ended
                        ? throw new DistributedApplicationException($"'{resourceName}' will not become {awaited}: {_logs.Describe(ended)}")
                        : false);
            },
            cancellationToken);

    private async Task WaitAsync(string resourceName, string? awaited, Func<ResourceEvent, bool> reached, CancellationToken cancellationToken)
    {
        var resource = _model.Find(resourceName);
        try
        {
            await foreach (var change in WatchAsync(cancellationToken))
            {
                if (ReferenceEquals(change.Resource, resource) && reached(change))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            var state = string.Join('\n', Instances(resource).Select(_logs.Describe));
            throw new OperationCanceledException($"'{resourceName}' was not {awaited ?? "as awaited"} in time: {state}", exception, cancellationToken);
        }
    }
}
