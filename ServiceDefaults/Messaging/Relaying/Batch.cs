using ServiceDefaults.Messaging.Outbox;

namespace ServiceDefaults.Messaging.Relaying;

/// <summary>Rows on their way. <see cref="Outcomes"/> ends with one for each, in their order, and does not fail.</summary>
internal sealed record Batch(IReadOnlyList<OutboxRow> Rows, Task<Outcome[]> Outcomes)
{
    public static Batch Empty { get; } = new([], Task.FromResult(Array.Empty<Outcome>()));

    public IReadOnlyCollection<long> Ids => [.. Rows.Select(row => row.Id)];
}
