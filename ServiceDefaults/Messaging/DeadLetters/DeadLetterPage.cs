namespace ServiceDefaults.Messaging.DeadLetters;

/// <param name="Total">How many there are in the queue.</param>
public sealed record DeadLetterPage(long Total, IReadOnlyList<DeadLetter> Letters);
