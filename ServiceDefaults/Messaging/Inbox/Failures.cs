namespace ServiceDefaults.Messaging.Inbox;

/// <summary>What the attempts at a message came to. Times are UTC, though the driver does not say so.</summary>
internal sealed class Failures
{
    public int Attempts { get; init; }

    public DateTime FirstFailedAt { get; init; }

    public DateTime LastFailedAt { get; init; }

    public required string LastError { get; init; }

    public required string Stack { get; init; }

    public string? TraceParent { get; init; }
}
