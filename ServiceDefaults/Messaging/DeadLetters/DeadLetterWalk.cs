using RabbitMQ.Client;
using ServiceDefaults.Messaging.Broker;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>One way through a queue, from its head. What is not acknowledged by the end goes back.</summary>
internal sealed class DeadLetterWalk(BrokerSession session) : IAsyncDisposable
{
    private ulong _last;

    public IChannel Channel => session.Channel;

    public async Task<BasicGetResult?> NextAsync(string queue, CancellationToken cancellationToken)
    {
        var message = await Channel.BasicGetAsync(queue, autoAck: false, cancellationToken);
        _last = message?.DeliveryTag ?? _last;
        return message;
    }

    public ValueTask AckAsync(BasicGetResult message, CancellationToken cancellationToken)
    {
        _last = message.DeliveryTag - 1;
        return Channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_last > 0 && Channel.IsOpen)
        {
            await Channel.BasicNackAsync(_last, multiple: true, requeue: true);
        }

        await session.DisposeAsync();
    }
}
