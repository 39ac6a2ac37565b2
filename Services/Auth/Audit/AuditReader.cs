using Dapper;
using MySqlConnector;

namespace Auth.Audit;

/// <summary>Reads the table <c>audit_events</c>, from replicas where there are some.</summary>
internal sealed class AuditReader([FromKeyedServices("auth-reads")] MySqlDataSource database)
{
    /// <param name="before">The id below which events are given; null for the newest.</param>
    public async Task<AuditPage> ReadAsync(Guid? accountId, long? before, int limit, CancellationToken cancellationToken)
    {
        var ofAccount = accountId is null ? string.Empty : "AND account_id = @AccountId";
        var sql = $"""
            SELECT id, at, event, account_id AS AccountId, client, details
            FROM audit_events
            WHERE id < @Before {ofAccount}
            ORDER BY id DESC
            LIMIT @Rows
            """;

        // One row more than asked for tells whether there is a next page.
        var range = new
        {
            AccountId = accountId?.ToByteArray(bigEndian: true),
            Before = before ?? long.MaxValue,
            Rows = limit + 1,
        };

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AuditRow>(new CommandDefinition(sql, range, cancellationToken: cancellationToken));
        var events = rows.Select(row => row.ToEntry()).ToList();
        return events.Count > limit
            ? new AuditPage(events[..limit], events[limit - 1].Id)
            : new AuditPage(events, Next: null);
    }
}
