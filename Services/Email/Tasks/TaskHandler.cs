using System.Security.Cryptography;
using Email.Sending;
using MySqlConnector;
using ServiceDefaults.Messaging.Consuming;

namespace Email.Tasks;

/// <summary>The queue that is open to every AMQP client.</summary>
internal sealed class TaskHandler(MailDelivery delivery) : IHandleRaw
{
    public Task HandleAsync(RawMessage message, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        var mail = MailTask.Read(message.Body.Span);
        var origin = message.MessageId is { } id
            ? new MailOrigin($"email_tasks {id}")
            : new MailOrigin(Key: null, SHA256.HashData(message.Body.Span), message.MayBeRepeated);
        return delivery.DeliverAsync(mail, origin, cancellationToken);
    }
}
