namespace ServiceDefaults.Messaging.Outbox;

/// <summary>What is not sent yet.</summary>
internal sealed class Backlog
{
    public long Size { get; init; }

    /// <summary>Of the oldest, in seconds.</summary>
    public double Age { get; init; }

    /// <summary>Of <see cref="Size"/>, how many no queue took.</summary>
    public long Held { get; init; }
}
