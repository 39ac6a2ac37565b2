using RabbitMQ.Client;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>A message as the broker handed it out, with a body of its own.</summary>
internal sealed record Delivery(
    ulong Tag, bool Redelivered, string Exchange, string RoutingKey, IReadOnlyBasicProperties Properties, ReadOnlyMemory<byte> Body)
{
    /// <summary>Counted by a quorum queue: rejections, and connections lost with the message in hand.</summary>
    public int Deliveries => (int)Math.Min(MessageHeaders.Number(Properties.Headers, "x-delivery-count"), int.MaxValue - 1) + 1;
}
