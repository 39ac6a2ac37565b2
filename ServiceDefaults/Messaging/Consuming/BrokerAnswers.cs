using RabbitMQ.Client;
using ServiceDefaults.Messaging.Broker;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>
/// What the broker is told about a delivery. If that fails, whatever the reason, the session ends: with the connection the broker takes back
/// what it has not heard about, and on one that lives it would wait for ever.
/// </summary>
internal static class BrokerAnswers
{
    // Nothing is waited for but the socket.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static Task AckAsync(this BrokerSession session, Delivery delivery) =>
        TellAsync(session, channel => channel.BasicAckAsync(delivery.Tag, multiple: false));

    /// <summary>The policy brings it back later. <c>basic.nack</c> would bring it back at once, and never count.</summary>
    public static Task RejectAsync(this BrokerSession session, Delivery delivery) =>
        TellAsync(session, channel => channel.BasicRejectAsync(delivery.Tag, requeue: true));

    /// <summary>It was not tried, and is there for others at once.</summary>
    public static Task ReturnAsync(this BrokerSession session, Delivery delivery) =>
        TellAsync(session, channel => channel.BasicNackAsync(delivery.Tag, multiple: false, requeue: true));

    private static async Task TellAsync(BrokerSession session, Func<IChannel, ValueTask> tell)
    {
        try
        {
            await tell(session.Channel).AsTask().WaitAsync(Timeout);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            session.Lose();
        }
    }
}
