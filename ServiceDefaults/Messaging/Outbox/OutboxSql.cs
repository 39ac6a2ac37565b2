namespace ServiceDefaults.Messaging.Outbox;

internal static class OutboxSql
{
    public const string Insert = """
        INSERT INTO messaging_outbox
          (message_id, type, schema_version, subject, aggregate_version, occurred_at, trace_parent, trace_state, body)
        VALUES (@MessageId, @Type, @Version, @Subject, @AggregateVersion, UTC_TIMESTAMP(6), @TraceParent, @TraceState, @Body)
        """;

    // The names are the server's, not the database's.
    public const string Lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.outbox'), @Seconds)";

    /// <summary>
    /// Always from the start, never from where the last read ended: a lower id may become visible later, when its transaction commits
    /// later. What is on its way already is left out by name.
    /// </summary>
    public static string Read(IReadOnlyCollection<long> onTheirWay) => $"""
        SELECT id, message_id MessageId, type, schema_version SchemaVersion, subject, aggregate_version AggregateVersion,
          occurred_at OccurredAt, trace_parent TraceParent, trace_state TraceState, body
        FROM messaging_outbox
        WHERE held_until <= UTC_TIMESTAMP(6) {(onTheirWay.Count == 0 ? "" : $"AND id NOT IN ({string.Join(',', onTheirWay)})")}
        ORDER BY held_until, id
        LIMIT @Limit
        """;

    public static string Delete(IEnumerable<long> ids) => $"DELETE FROM messaging_outbox WHERE id IN ({string.Join(',', ids)})";

    /// <summary>MySQL assigns from left to right: the pause is 1 s, 2 s, 4 s…</summary>
    public static string Hold(IEnumerable<long> ids) => $"""
        UPDATE messaging_outbox
        SET held_until = UTC_TIMESTAMP(6) + INTERVAL LEAST(@MaxSeconds, POW(2, LEAST(refusals, 20))) SECOND,
          refusals = refusals + 1, fault = @Fault
        WHERE id IN ({string.Join(',', ids)})
        """;

    /// <summary>Counts to a bound, for a long backlog must not cost more the longer it is.</summary>
    public const string Backlog = """
        SELECT
          (SELECT COUNT(*) FROM (SELECT 1 FROM messaging_outbox LIMIT 100000) backlog) Size,
          COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, occurred_at, UTC_TIMESTAMP(6)) FROM messaging_outbox ORDER BY id LIMIT 1) / 1e6, 0) Age,
          (SELECT COUNT(*) FROM (SELECT 1 FROM messaging_outbox WHERE held_until > '1970-01-02' LIMIT 100000) held) Held
        """;
}
