namespace ServiceDefaults.Messaging.Consuming;

/// <summary>A message of a foreign client, as it is.</summary>
/// <param name="MessageId">
/// The property <c>message-id</c> if the sender set one: then the message is handled once. Most don't. Two equal tasks are two tasks, so
/// there is nothing in such a message to know it by: it is handled again when the process dies between commit and acknowledgement.
/// </param>
/// <param name="MayBeRepeated">
/// It was delivered before, and what became of that is not known (<c>redelivered</c>). False means certainly the first time.
/// </param>
/// <param name="Attempt">From 1.</param>
public sealed record RawMessage(
    ReadOnlyMemory<byte> Body,
    string? ContentType,
    string? MessageId,
    IReadOnlyDictionary<string, object?> Headers,
    bool MayBeRepeated,
    int Attempt);
