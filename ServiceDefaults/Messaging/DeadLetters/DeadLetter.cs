using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>A dead letter as operators see it.</summary>
/// <param name="Id">By which it is shown, replayed and discarded: the message's own id where it has one.</param>
/// <param name="Type">Of the event; null for a message of a foreign client.</param>
/// <param name="Reason">"delivery_limit" and the like if the broker parked it.</param>
/// <param name="Body">Left out of lists. Text, or base64 if it is none.</param>
public sealed record DeadLetter(
    string Id,
    string? Type,
    string? Source,
    string? Subject,
    string Reason,
    string? Attempts,
    string? FirstFailedAt,
    string? At,
    string? Stack = null,
    IReadOnlyDictionary<string, string?>? Headers = null,
    string? Body = null)
{
    internal static DeadLetter Brief(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        return new(
            IdOf(message),
            MessageHeaders.Text(headers, "cloudEvents:type"),
            MessageHeaders.Text(headers, "cloudEvents:source"),
            MessageHeaders.Text(headers, "cloudEvents:subject"),
            MessageHeaders.Text(headers, DeadLetterHeaders.Reason)
                ?? $"The broker: {MessageHeaders.Text(headers, "x-first-death-reason") ?? "unknown"}",
            MessageHeaders.Text(headers, DeadLetterHeaders.Attempts) ?? MessageHeaders.Text(headers, "x-delivery-count"),
            MessageHeaders.Text(headers, DeadLetterHeaders.FirstFailedAt),
            MessageHeaders.Text(headers, DeadLetterHeaders.At));
    }

    internal static DeadLetter Whole(BasicGetResult message) => Brief(message) with
    {
        Stack = MessageHeaders.Text(message.BasicProperties.Headers, DeadLetterHeaders.Stack),
        Headers = message.BasicProperties.Headers?.ToDictionary(
            header => header.Key, header => MessageHeaders.Text(header.Value), StringComparer.Ordinal) ?? [],
        Body = Text(message.Body.Span),
    };

    /// <summary>
    /// One that the broker parked may have no id at all. Its content stands for it then: letters with the same are interchangeable.
    /// </summary>
    internal static string IdOf(BasicGetResult message) =>
        message.BasicProperties.MessageId is { Length: > 0 } id ? id
        : MessageHeaders.Text(message.BasicProperties.Headers, DeadLetterHeaders.Id)
            ?? "sha256-" + Convert.ToHexStringLower(SHA256.HashData(message.Body.Span))[..32];

    private static string Text(ReadOnlySpan<byte> body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(body);
        }
    }
}
