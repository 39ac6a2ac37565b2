using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the newest snapshot of every instance of every resource, and tells whoever watches.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.Ordinal);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly ResourceLoggerService _logs;

    internal ResourceNotificationService(ResourceLoggerService logs) => _logs = logs;

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

            _watchers.Add(channel);
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

    /// <summary>Waits until an instance of the resource is in the state.</summary>
    /// <exception cref="DistributedApplicationException">It ended up in another state that it does not leave by itself.</exception>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
    {
        var state = targetState ?? KnownResourceStates.Running;
        await WaitAsync(resourceName, state, all => all.Any(e => e.Snapshot.State?.Text == state), cancellationToken);
    }

    /// <summary>Waits until an instance of the resource satisfies a condition.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        var all = await WaitAsync(resourceName, awaited: null, instances => instances.Any(predicate), cancellationToken);
        return all.First(predicate);
    }

    /// <summary>Waits until every replica of the resource runs and is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It failed or ended; the message holds its last log lines.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var all = await WaitAsync(resourceName, "healthy", Ready, cancellationToken);
        return all[0];
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

    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="awaited">What is waited for, in words; null if any state may be meant, so that none is a failure.</param>
    /// <param name="reached">Told of all instances whenever one changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<IReadOnlyList<ResourceEvent>> WaitAsync(
        string resourceName, string? awaited, Func<IReadOnlyList<ResourceEvent>, bool> reached, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResourceEvent> instances = [];
        try
        {
            await foreach (var change in WatchAsync(cancellationToken))
            {
                if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase))
                {
                    instances = Instances(change.Resource);
                    if (reached(instances))
                    {
                        return instances;
                    }

                    ThrowIfEnded(resourceName, awaited, instances);
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            var state = instances.Count == 0 ? "nothing is known of it." : string.Join('\n', instances.Select(_logs.Describe));
            throw new OperationCanceledException($"'{resourceName}' was not {awaited ?? "as awaited"} in time: {state}", exception, cancellationToken);
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private void ThrowIfEnded(string resourceName, string? awaited, IReadOnlyList<ResourceEvent> instances)
    {
        if (awaited is not null && instances.FirstOrDefault(e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text)) is { } ended)
        {
            throw new DistributedApplicationException($"'{resourceName}' will not become {awaited}: {_logs.Describe(ended)}");
        }
    }
}
