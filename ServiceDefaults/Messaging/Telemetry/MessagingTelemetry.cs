using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Outbox;

namespace ServiceDefaults.Messaging.Telemetry;

/// <summary>Spans and metrics by OpenTelemetry's conventions for messaging, and RabbitMQ.</summary>
internal sealed class MessagingTelemetry
{
    public const string Name = "ServiceDefaults.Messaging";

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(Name);

    private readonly BrokerAccess _broker;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _duration;

    public MessagingTelemetry(BrokerAccess broker, IMeterFactory meters, MessagingState state)
    {
        _broker = broker;
        var meter = meters.Create(Name);
        _sent = meter.CreateCounter<long>("messaging.client.sent.messages", "{message}");
        _consumed = meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}");
        _duration = meter.CreateHistogram<double>("messaging.process.duration", "s");
        _deadLettered = meter.CreateCounter<long>("messaging.dead_letters", "{message}", "Messages that were parked as dead letters");
        _refused = meter.CreateCounter<long>("messaging.outbox.refusals", "{message}", "Events that no queue took");
        meter.CreateObservableGauge("messaging.outbox.backlog", () => state.Backlog.Size, "{message}", "Events not sent yet");
        meter.CreateObservableGauge("messaging.outbox.age", () => state.Backlog.Age, "s", "Age of the oldest event not sent yet");
    }

    /// <summary>A child of what published the event, although that may be over long since.</summary>
    public Activity? StartSend(OutboxRow row)
    {
        var parent = Context(row.TraceParent, row.TraceState);
        var activity = Activities.StartActivity($"send {Topology.EventsExchange}", ActivityKind.Producer, parent);
        Describe(activity, "send", $"{Topology.EventsExchange}:{row.Type}", row.Type, row.MessageId, row.Body.Length);
        return activity;
    }

    /// <param name="previous">The attempt before this one.</param>
    public Activity? StartProcess(string queue, Delivery delivery, string? messageId, string? previous)
    {
        var headers = delivery.Properties.Headers;
        var parent = Context(MessageHeaders.Text(headers, "traceparent"), MessageHeaders.Text(headers, "tracestate"));
        var before = Context(previous, traceState: null);
        ActivityLink[] links = before == default ? [] : [new(before)];
        var activity = Activities.StartActivity($"process {queue}", ActivityKind.Consumer, parent, links: links);
        Describe(activity, "process", Destination(queue, delivery), delivery.RoutingKey, messageId, delivery.Body.Length);
        return activity;
    }

    /// <summary>Around a transaction that several messages share; each has a span of its own inside.</summary>
    public Activity? StartBatch(string queue, int count)
    {
        var activity = Activities.StartActivity($"process {queue}", ActivityKind.Consumer, parentContext: default);
        Describe(activity, "process", queue, routingKey: null, messageId: null, size: null);
        activity?.SetTag("messaging.batch.message_count", count);
        return activity;
    }

    public void Sent(string? error) => _sent.Add(1, Tags(Topology.EventsExchange, "send", error));

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("error.type", reason));

    public void Consumed(string queue, TimeSpan duration, string? error)
    {
        var tags = Tags(queue, "process", error);
        _consumed.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }

    public void DeadLettered(string queue) => _deadLettered.Add(1, Tags(queue, "process", error: null));

    /// <summary>None if a foreign client wrote nonsense.</summary>
    private static ActivityContext Context(string? traceParent, string? traceState) =>
        ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var context) ? context : default;

    private static string Destination(string queue, Delivery delivery) =>
        delivery.Exchange.Length == 0 ? queue : $"{delivery.Exchange}:{delivery.RoutingKey}:{queue}";

    private void Describe(
        Activity? activity, string operation, string destination, string? routingKey, string? messageId, int? size) =>
        activity?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.name", operation)
            .SetTag("messaging.operation.type", operation)
            .SetTag("messaging.destination.name", destination)
            .SetTag("messaging.rabbitmq.destination.routing_key", routingKey)
            .SetTag("messaging.message.id", messageId)
            .SetTag("messaging.message.body.size", size)
            .SetTag("server.address", _broker.HostName)
            .SetTag("server.port", _broker.Port);

    private static TagList Tags(string destination, string operation, string? error)
    {
        var tags = new TagList
        {
            { "messaging.system", "rabbitmq" },
            { "messaging.operation.name", operation },
            { "messaging.destination.name", destination },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        return tags;
    }
}
