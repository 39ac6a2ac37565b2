namespace ServiceDefaults.Messaging.DeadLetters;

/// <param name="Left">How many are still there: more than one call takes, or new ones.</param>
public sealed record ReplayResult(int Replayed, long Left);
