using Dapper;
using MySqlConnector;

namespace Email.Sending;

/// <summary>
/// The table <c>mails</c>. Every statement commits by itself and not with the handler's transaction: what is about to be sent must be known
/// even if nothing else of the handler is.
/// </summary>
internal sealed class MailsStore(MySqlDataSource database)
{
    private const string Add = """
        INSERT INTO mails (id, origin, fingerprint, state, recipient, template, language, data, reason, created_at, changed_at)
        VALUES (@Id, @Key, @Fingerprint, @State, @To, @Template, @Language, @Data, @Reason, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE id = mails.id
        """;

    private const string Changed = "changed_at = UTC_TIMESTAMP(6)";

    /// <summary>The row of this message, made if there is none.</summary>
    public async Task<MailRow> FindOrAddAsync(Mail mail, string key, CancellationToken cancellationToken)
    {
        const string Sql = $"{Add}; SELECT id, state FROM mails WHERE origin = @Key";
        var row = RowOf(mail, new MailOrigin(key), MailState.Waiting, reason: null);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleAsync<Row>(new CommandDefinition(Sql, row, cancellationToken: cancellationToken))).ToMail();
    }

    /// <summary>The newest rows in these states of messages that are equal to this one.</summary>
    public async Task<IReadOnlyList<MailRow>> FindEqualAsync(byte[] fingerprint, TimeSpan since, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id, state, TIMESTAMPDIFF(SECOND, changed_at, UTC_TIMESTAMP(6)) AS Age
            FROM mails WHERE fingerprint = @Fingerprint AND (state = 'Waiting' OR changed_at > UTC_TIMESTAMP(6) - INTERVAL @Since SECOND)
            ORDER BY changed_at DESC LIMIT 100
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Sql, new { Fingerprint = fingerprint, Since = (long)since.TotalSeconds }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMail())];
    }

    /// <summary>A mail of the same origin that exists already stays as it is.</summary>
    public async Task<Guid> AddAsync(
        Mail mail, MailOrigin origin, MailState state, string? reason, CancellationToken cancellationToken)
    {
        var row = RowOf(mail, origin, state, reason);
        await ExecuteAsync(Add, row, cancellationToken);
        return row.MailId;
    }

    /// <summary>False if it is in another state by now: somebody else has taken it.</summary>
    public async Task<bool> TryBeginAsync(Guid id, MailState from, CancellationToken cancellationToken)
    {
        const string Sql = $"UPDATE mails SET state = 'Sending', reason = NULL, {Changed} WHERE id = @Id AND state = @From";
        return await ExecuteAsync(Sql, new { Id = id.ToByteArray(bigEndian: true), From = from.ToString() }, cancellationToken) == 1;
    }

    /// <summary>Writes down what became of a mail that was <see cref="MailState.Sending"/>.</summary>
    /// <param name="data">For an unsure mail: what is needed to send it again. It is forgotten in every other state.</param>
    public Task EndAsync(
        Guid id, MailState state, string? reason, IReadOnlyDictionary<string, string>? data, CancellationToken cancellationToken)
    {
        // Another attempt may have given this one up for lost while it waited for its answer. An answer settles that; but what is unsure
        // never begins to wait again: nobody would come for it.
        const string Sql = $"""
            UPDATE mails SET state = @State, reason = @Reason, data = @Data, {Changed}
            WHERE id = @Id AND (state = 'Sending' OR (state = 'Unsure' AND @State IN ('Sent', 'Refused')))
            """;
        var row = new
        {
            Id = id.ToByteArray(bigEndian: true),
            State = state.ToString(),
            Reason = reason,
            Data = state == MailState.Unsure && data is not null ? MailData.Write(data) : null,
        };
        return ExecuteAsync(Sql, row, cancellationToken);
    }

    private async Task<int> ExecuteAsync(string sql, object row, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken));
    }

    private static NewRow RowOf(Mail mail, MailOrigin origin, MailState state, string? reason)
    {
        var id = Guid.CreateVersion7();
        return new(
            id, id.ToByteArray(bigEndian: true), origin.Key, origin.Fingerprint, state.ToString(), mail.To, mail.Template, mail.Language,
            state == MailState.Unsure ? MailData.Write(mail.Data) : null, reason);
    }

    private sealed class Row
    {
        public byte[] Id { get; init; } = [];

        public string State { get; init; } = "";

        public long Age { get; init; }

        public MailRow ToMail() => new(new Guid(Id, bigEndian: true), Enum.Parse<MailState>(State), TimeSpan.FromSeconds(Age));
    }

    private sealed record NewRow(
        Guid MailId, byte[] Id, string? Key, byte[]? Fingerprint, string State, string To, string Template, string Language, string? Data, string? Reason);
}

/// <param name="Age">Since its state changed last.</param>
internal sealed record MailRow(Guid Id, MailState State, TimeSpan Age);
