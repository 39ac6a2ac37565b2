using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Messaging.Inbox;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>A queue that is open to foreign clients: no envelope, perhaps no id, and the handler judges the body.</summary>
internal sealed class RawQueue(Type handler) : IQueueContent
{
    // A column of the inbox.
    private const int MaxIdLength = 200;

    public IReadOnlyCollection<string> EventTypes => [];

    public Work Read(string queue, Delivery delivery)
    {
        var properties = delivery.Properties;
        var id = string.IsNullOrEmpty(properties.MessageId) ? null : properties.MessageId;
        if (id?.Length > MaxIdLength)
        {
            return new(delivery, Key: null, new DeadLetterException(
                $"The property message-id has {id.Length} characters; at most {MaxIdLength} are allowed."));
        }

        var message = new RawMessage(
            delivery.Body, properties.ContentType, id, Headers(properties.Headers), delivery.Redelivered, delivery.Deliveries);
        return new(
            delivery,
            id is null ? null : new MessageKey(queue, Source: "", id),
            Fault: null,
            (services, transaction, cancellationToken) =>
                ((IHandleRaw)services.GetRequiredService(handler)).HandleAsync(message, transaction, cancellationToken));
    }

    private static Dictionary<string, object?> Headers(IDictionary<string, object?>? headers) =>
        headers is null ? [] : new(headers, StringComparer.Ordinal);
}
