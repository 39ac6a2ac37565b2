using System.Globalization;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using ServiceDefaults.Messaging.Consuming;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>Parks a message, and puts one back.</summary>
internal sealed class DeadLetterWriter(IOptions<MessagingOptions> options, TimeProvider clock)
{
    // All headers of a message must fit into one frame of 128 KiB.
    private const int MaxReasonLength = 1000;
    private const int MaxStackLength = 8000;

    /// <summary>Returns when the broker has confirmed that it is kept. Only then may the original be acknowledged.</summary>
    public Task WriteAsync(
        IChannel channel, ConsumedQueue queue, Delivery delivery, DeathCertificate death, CancellationToken cancellationToken)
    {
        var headers = Headers(delivery.Properties.Headers);
        headers[DeadLetterHeaders.Id] = delivery.Properties.MessageId is { Length: > 0 } id ? id : Guid.CreateVersion7().ToString();
        headers[DeadLetterHeaders.Queue] = queue.Name;
        headers[DeadLetterHeaders.Reason] = Cut(death.Reason, MaxReasonLength);
        headers[DeadLetterHeaders.Attempts] = death.Attempts;
        headers[DeadLetterHeaders.At] = Text(clock.GetUtcNow().UtcDateTime);
        if (death.Stack is not null)
        {
            headers[DeadLetterHeaders.Stack] = Cut(death.Stack, MaxStackLength);
        }

        if (death.FirstFailedAt is { } first)
        {
            headers[DeadLetterHeaders.FirstFailedAt] = Text(first);
        }

        return PublishAsync(channel, queue.DeadLetters, delivery.Properties, headers, delivery.Body, cancellationToken);
    }

    /// <summary>Sends a dead letter to its queue again, as it was.</summary>
    /// <param name="messageId">Given to one that has none, so that a second replay of it can be known.</param>
    public Task WriteBackAsync(
        IChannel channel,
        ConsumedQueue queue,
        IReadOnlyBasicProperties properties,
        string messageId,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken) =>
        PublishAsync(
            channel, queue.Name, new BasicProperties(properties) { MessageId = messageId }, Headers(properties.Headers), body, cancellationToken);

    private async Task PublishAsync(
        IChannel channel,
        string queue,
        IReadOnlyBasicProperties properties,
        Dictionary<string, object?> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
    {
        var timeout = options.Value.ConfirmTimeout;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);

        // The user-id must be the sender's, and an expiration would end the dead letter.
        var copy = new BasicProperties(properties) { Headers = headers, DeliveryMode = DeliveryModes.Persistent };
        copy.ClearUserId();
        copy.ClearExpiration();
        await channel.BasicPublishAsync(exchange: "", queue, mandatory: true, copy, body, deadline.Token).AsTask()
            .WaitAsync(timeout + TimeSpan.FromSeconds(1), cancellationToken);
    }

    private static Dictionary<string, object?> Headers(IDictionary<string, object?>? headers) =>
        headers?.Where(header => !DeadLetterHeaders.IsOfTheWay(header.Key)).ToDictionary(StringComparer.Ordinal) ?? [];

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Text(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
}
