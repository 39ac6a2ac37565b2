namespace ServiceDefaults.Messaging.Outbox;

internal sealed class OutboxRow
{
    public long Id { get; init; }

    public required string MessageId { get; init; }

    public required string Type { get; init; }

    public int SchemaVersion { get; init; }

    public required string Subject { get; init; }

    public long? AggregateVersion { get; init; }

    /// <summary>UTC, though the driver does not say so.</summary>
    public DateTime OccurredAt { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public required byte[] Body { get; init; }
}
