namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>What a dead letter bears beside its original headers.</summary>
internal static class DeadLetterHeaders
{
    public const string Prefix = "dead-letter:";
    public const string Id = Prefix + "id";
    public const string Queue = Prefix + "queue";
    public const string Reason = Prefix + "reason";
    public const string Stack = Prefix + "stack";
    public const string Attempts = Prefix + "attempts";
    public const string FirstFailedAt = Prefix + "first-failed-at";
    public const string At = Prefix + "at";

    /// <summary>Of this kind are also those that the broker or the client added on the way; a replay leaves them out.</summary>
    public static bool IsOfTheWay(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        || name is "x-death" or "x-delivery-count" or "x-acquired-count" or "x-dotnet-pub-seq-no"
        || name.StartsWith("x-first-death-", StringComparison.Ordinal)
        || name.StartsWith("x-last-death-", StringComparison.Ordinal);
}
