using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Inbox;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>The queue of events: each is read by the record, and handled by the handler, that are registered for its type.</summary>
internal sealed class EventQueue : IQueueContent
{
    private readonly Dictionary<string, EventRoute> _routes = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> EventTypes => _routes.Keys;

    public void Add(EventRoute route)
    {
        if (!_routes.TryAdd(route.Schema.Type, route))
        {
            throw new InvalidOperationException(
                $"{route.Schema.Type} has a handler already. A service handles an event once, in one transaction.");
        }
    }

    public Work Read(string queue, Delivery delivery)
    {
        MessageKey? key = null;
        try
        {
            var metadata = CloudEventHeaders.Read(delivery.Properties.Headers);
            key = new(queue, metadata.Source, metadata.Id);
            var route = Find(metadata);
            return new(
                delivery, key, Fault: null, route.Open(metadata, delivery.Body), route.IgnoreOlder ? metadata : null);
        }
        catch (DeadLetterException fault)
        {
            return new(delivery, key, fault);
        }
    }

    private EventRoute Find(EventMetadata metadata)
    {
        if (!_routes.TryGetValue(metadata.Type, out var route))
        {
            throw new DeadLetterException($"Nothing here handles {metadata.Type}.");
        }

        if (!route.Schema.CanRead(metadata.SchemaVersion))
        {
            throw new DeadLetterException(
                $"{metadata.Type} has schema version {metadata.SchemaVersion}; this service reads " +
                $"{route.Schema.OldestVersion} to {route.Schema.Version}.");
        }

        return route.IgnoreOlder && metadata.AggregateVersion is null
            ? throw new DeadLetterException($"{metadata.Type} has no cloudEvents:aggregateversion, by which older ones are told.")
            : route;
    }
}
