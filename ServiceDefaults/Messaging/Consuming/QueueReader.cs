using System.Threading.Channels;
using RabbitMQ.Client;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Takes what the broker hands out and passes it to the workers. The prefetch bounds how much that is.</summary>
internal sealed class QueueReader(IChannel channel, Action lose) : AsyncDefaultBasicConsumer(channel)
{
    private readonly Channel<Delivery> _deliveries = System.Threading.Channels.Channel.CreateUnbounded<Delivery>();

    public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

    public void Complete() => _deliveries.Writer.TryComplete();

    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        // The body's memory is the client's own after this call. After Complete nothing is taken, and goes back when the
        // connection closes.
        _deliveries.Writer.TryWrite(new(deliveryTag, redelivered, exchange, routingKey, properties, body.ToArray()));
        return Task.CompletedTask;
    }

    /// <summary>The queue is deleted, or its leader is gone: begin anew.</summary>
    public override async Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        await base.HandleBasicCancelAsync(consumerTag, cancellationToken);
        lose();
    }
}
