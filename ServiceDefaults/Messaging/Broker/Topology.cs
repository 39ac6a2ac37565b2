using RabbitMQ.Client;
using ServiceDefaults.Messaging.Consuming;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>
/// What exists in the broker, declared durable and without arguments, so that any client's plain declare is the same. What else is to be
/// said of a queue is a policy: <see cref="Policies"/>.
/// </summary>
internal static class Topology
{
    public const string EventsExchange = "events";

    public static Task DeclareExchangeAsync(IChannel channel, CancellationToken cancellationToken) =>
        channel.ExchangeDeclareAsync(
            EventsExchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);

    public static async Task DeclareQueuesAsync(IChannel channel, ConsumedQueue queue, CancellationToken cancellationToken)
    {
        await DeclareQueueAsync(channel, queue.DeadLetters, cancellationToken);
        await DeclareQueueAsync(channel, queue.Name, cancellationToken);
    }

    /// <summary>A binding of an event that is handled no longer stays; what it brings is dead-lettered and so is seen.</summary>
    public static async Task BindAsync(IChannel channel, ConsumedQueue queue, CancellationToken cancellationToken)
    {
        if (queue.Content.EventTypes.Count > 0)
        {
            await DeclareExchangeAsync(channel, cancellationToken);
        }

        foreach (var type in queue.Content.EventTypes)
        {
            await channel.QueueBindAsync(queue.Name, EventsExchange, routingKey: type, cancellationToken: cancellationToken);
        }
    }

    private static Task DeclareQueueAsync(IChannel channel, string name, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
}
