using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Confirmations;

/// <summary>Whose mailbox a token proves.</summary>
internal sealed record MailTokenOwner(Guid AccountId, string Email);

/// <summary>
/// The tables <c>mail_tokens</c> (of each purpose, an account has one token at most, its newest) and <c>mail_counters</c>.
/// </summary>
internal sealed class MailTokensStore(MySqlDataSource database, IOptions<ConfirmationOptions> options)
{
    // The first statement locks the account, and starts an expired window of its counter anew; the second makes the token,
    // unless there were too many today or one is too young to be replaced; the third counts it. The assignments run from
    // left to right: what the first decides, the others follow.
    private const string Make = """
        INSERT INTO mail_counters (account_id, purpose, mails, window_ends)
        SELECT id, @Purpose, 0, UTC_TIMESTAMP(6) + INTERVAL 1 DAY
        FROM accounts WHERE id = (SELECT a.id FROM accounts a WHERE a.email = @Email) FOR UPDATE
        ON DUPLICATE KEY UPDATE
          mails = IF(mail_counters.window_ends > UTC_TIMESTAMP(6), mails, 0),
          window_ends = IF(mail_counters.window_ends > UTC_TIMESTAMP(6), mail_counters.window_ends, UTC_TIMESTAMP(6) + INTERVAL 1 DAY);
        INSERT INTO mail_tokens (account_id, purpose, hash, created_at, expires_at)
        SELECT a.id, @Purpose, @Hash, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL @Lifetime MICROSECOND
        FROM accounts a JOIN mail_counters c ON c.account_id = a.id AND c.purpose = @Purpose
        WHERE a.email = @Email AND c.mails < @MailsPerDay
        ON DUPLICATE KEY UPDATE
          hash = IF(
            mail_tokens.created_at > UTC_TIMESTAMP(6) - INTERVAL @Interval MICROSECOND AND mail_tokens.expires_at > UTC_TIMESTAMP(6),
            hash,
            @Hash),
          expires_at = IF(hash = @Hash, UTC_TIMESTAMP(6) + INTERVAL @Lifetime MICROSECOND, expires_at),
          created_at = IF(hash = @Hash, UTC_TIMESTAMP(6), mail_tokens.created_at);
        UPDATE mail_counters c JOIN mail_tokens t ON t.account_id = c.account_id AND t.purpose = c.purpose
        SET c.mails = c.mails + 1 WHERE t.hash = @Hash;
        SELECT a.id AS AccountId, a.email AS Email FROM accounts a JOIN mail_tokens t ON t.account_id = a.id WHERE t.hash = @Hash
        """;

    private const string Good = "t.hash = @Hash AND t.purpose = @Purpose AND t.expires_at > UTC_TIMESTAMP(6)";

    /// <summary>
    /// Makes a token for the account of this address, in place of the one before. Null, and nothing made, if there is no such
    /// account or it has had enough mails.
    /// </summary>
    public async Task<TokenMail?> TryMakeAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        MailTokenPurpose purpose,
        string email,
        CancellationToken cancellationToken)
    {
        var (token, lifetime) = (MailToken.New(), options.Value.Lifetime(purpose));
        var values = new
        {
            Purpose = purpose.ToString(),
            token.Hash,
            Email = email,
            Lifetime = lifetime.TotalMicroseconds,
            Interval = options.Value.Interval(purpose).TotalMicroseconds,
            options.Value.MailsPerDay,
        };
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Make, values, transaction, cancellationToken: cancellationToken));
        return row is null ? null : new TokenMail(row.ToOwner(), purpose, token, lifetime);
    }

    /// <summary>Whose the token is, if it is good: to check everything else before it is used up.</summary>
    public async Task<MailTokenOwner?> FindAsync(MailTokenPurpose purpose, MailToken token, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT a.id AS AccountId, a.email AS Email
            FROM mail_tokens t JOIN accounts a ON a.id = t.account_id WHERE {Good}
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, transaction: null, Sql, purpose, token, cancellationToken);
    }

    /// <summary>Uses the token up. Null if it is not good, or somebody else was faster.</summary>
    public static async Task<MailTokenOwner?> UseAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        MailTokenPurpose purpose,
        MailToken token,
        CancellationToken cancellationToken)
    {
        // Locks the account before the token, as a change of its password does. The token may be gone by then.
        const string Lock = $"""
            SELECT a.id AS AccountId, a.email AS Email
            FROM accounts a WHERE a.id = (SELECT t.account_id FROM mail_tokens t WHERE {Good}) FOR UPDATE
            """;
        const string Use = $"DELETE FROM mail_tokens t WHERE {Good}";
        var owner = await FindAsync(connection, transaction, Lock, purpose, token, cancellationToken);
        var key = new { token.Hash, Purpose = purpose.ToString() };
        return owner is not null
            && await connection.ExecuteAsync(new CommandDefinition(Use, key, transaction, cancellationToken: cancellationToken)) == 1
            ? owner
            : null;
    }

    public static Task DeleteAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        MailTokenPurpose purpose,
        CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM mail_tokens WHERE account_id = @AccountId AND purpose = @Purpose";
        var key = new { AccountId = accountId.ToByteArray(bigEndian: true), Purpose = purpose.ToString() };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }

    private static async Task<MailTokenOwner?> FindAsync(
        MySqlConnection connection,
        MySqlTransaction? transaction,
        string sql,
        MailTokenPurpose purpose,
        MailToken token,
        CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            sql, new { token.Hash, Purpose = purpose.ToString() }, transaction, cancellationToken: cancellationToken));
        return row?.ToOwner();
    }

    private sealed record Row(byte[] AccountId, string Email)
    {
        public MailTokenOwner ToOwner() => new(new Guid(AccountId, bigEndian: true), Email);
    }
}
