using Dapper;
using Email.Sending;
using MySqlConnector;

namespace Email.Unsure;

/// <summary>The unsure ones of the table <c>mails</c>.</summary>
internal sealed class UnsureStore(MySqlDataSource database)
{
    // One that was being sent again when the process ended is unsure as before; five minutes are longer than any deadline of a request.
    private const string IsUnsure = """
        (state = 'Unsure' OR (state = 'Sending' AND data IS NOT NULL AND changed_at < UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE))
        """;

    /// <summary>The oldest ones.</summary>
    public async Task<IReadOnlyList<UnsureMail>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT id, recipient, template, language, reason, created_at AS CreatedAt, changed_at AS ChangedAt
            FROM mails WHERE {IsUnsure} ORDER BY created_at, id LIMIT @Limit
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { Limit = limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToUnsure())];
    }

    public async Task<KeptMail?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT id, state, recipient, template, language, data FROM mails WHERE id = @Id AND {IsUnsure}";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Sql, Key(id), cancellationToken: cancellationToken)))?.ToKept();
    }

    /// <summary>The operator has found out that it was sent. False if it is not unsure.</summary>
    public async Task<bool> TrySettleAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"UPDATE mails SET state = 'Settled', data = NULL, changed_at = UTC_TIMESTAMP(6) WHERE id = @Id AND {IsUnsure}";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(Sql, Key(id), cancellationToken: cancellationToken)) == 1;
    }

    private static object Key(Guid id) => new { Id = id.ToByteArray(bigEndian: true) };

    private sealed class Row
    {
        public byte[] Id { get; init; } = [];

        public string State { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string Template { get; init; } = "";

        public string Language { get; init; } = "";

        public string? Data { get; init; }

        public string? Reason { get; init; }

        public DateTime CreatedAt { get; init; }

        public DateTime ChangedAt { get; init; }

        private Guid Guid => new(Id, bigEndian: true);

        public UnsureMail ToUnsure() => new(
            Guid, Guid.ToString("N"), Recipient, Template, Language, Reason, Utc(CreatedAt), Utc(ChangedAt));

        public KeptMail ToKept() => new(
            Guid, Enum.Parse<MailState>(State), new Mail(Recipient, Template, Language, MailData.Read(Data ?? "{}")));

        private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
    }
}
