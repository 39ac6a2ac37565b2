namespace ServiceDefaults.Messaging.DeadLetters;

/// <param name="Queue">The queue that the letters come from and are replayed to.</param>
public sealed record DeadLetterCount(string Queue, long Count);
