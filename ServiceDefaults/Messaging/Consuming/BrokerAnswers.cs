using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>What the broker is told about a delivery. On a lost channel nothing: the broker takes the delivery back by itself.</summary>
internal static class BrokerAnswers
{
    public static Task AckAsync(this IChannel channel, Delivery delivery) =>
        TellAsync(() => channel.BasicAckAsync(delivery.Tag, multiple: false));

    /// <summary>The policy brings it back later. <c>basic.nack</c> would bring it back at once, and never count.</summary>
    public static Task RejectAsync(this IChannel channel, Delivery delivery) =>
        TellAsync(() => channel.BasicRejectAsync(delivery.Tag, requeue: true));

    /// <summary>It was not tried, and is there for others at once.</summary>
    public static Task ReturnAsync(this IChannel channel, Delivery delivery) =>
        TellAsync(() => channel.BasicNackAsync(delivery.Tag, multiple: false, requeue: true));

    /// <summary>Ends the session to which the channel belongs, and does not wait for it.</summary>
    public static void Abandon(this IChannel channel) => _ = TellAsync(() => new(channel.AbortAsync()));

    private static async Task TellAsync(Func<ValueTask> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }
}
