using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Confirmations;

/// <summary>Whose mailbox a token proves.</summary>
internal sealed record MailTokenOwner(Guid AccountId, string Email);

/// <summary>The table <c>mail_tokens</c>: of each purpose, an account has one token at most, its newest.</summary>
internal sealed class MailTokensStore(MySqlDataSource database, IOptions<ConfirmationOptions> options)
{
    /// <summary>
    /// Makes a token for the account of this address, in place of the one before, and hands over the mail. Gives the
    /// account, mail or not. All statements run for an address that nobody has too, so that the time tells nothing.
    /// </summary>
    public async Task<Guid?> MakeAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        MailTokenPurpose purpose,
        string email,
        CancellationToken cancellationToken)
    {
        // The assignments run from left to right: what the first decides, the others follow.
        const string Sql = """
            INSERT INTO mail_tokens (account_id, purpose, hash, created_at, expires_at)
            SELECT id, @Purpose, @Hash, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL @Lifetime MICROSECOND
            FROM accounts WHERE email = @Email
            ON DUPLICATE KEY UPDATE
              hash = IF(mail_tokens.created_at > UTC_TIMESTAMP(6) - INTERVAL @Interval MICROSECOND, hash, @Hash),
              expires_at = IF(hash = @Hash, UTC_TIMESTAMP(6) + INTERVAL @Lifetime MICROSECOND, expires_at),
              created_at = IF(hash = @Hash, UTC_TIMESTAMP(6), mail_tokens.created_at);
            SELECT a.id AS AccountId, a.email AS Email, t.hash IS NOT NULL AS IsMade
            FROM accounts a LEFT JOIN mail_tokens t ON t.account_id = a.id AND t.hash = @Hash
            WHERE a.email = @Email
            """;
        var (token, lifetime) = (MailToken.New(), options.Value.Lifetime(purpose));
        var values = new
        {
            Purpose = purpose.ToString(),
            token.Hash,
            Email = email,
            Lifetime = lifetime.TotalMicroseconds,
            Interval = options.Value.Interval.TotalMicroseconds,
        };
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Sql, values, transaction, cancellationToken: cancellationToken));
        if (row is { IsMade: > 0 })
        {
            await new TokenMail(row.Email, purpose, token, lifetime).HandOverAsync(connection, transaction, cancellationToken);
        }

        return row is null ? null : new Guid(row.AccountId, bigEndian: true);
    }

    /// <summary>Whose the token is, if it is good: to check everything else before it is used up.</summary>
    public async Task<MailTokenOwner?> FindAsync(MailTokenPurpose purpose, MailToken token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, transaction: null, purpose, token, locking: string.Empty, cancellationToken);
    }

    /// <summary>Uses the token up. Null if it is not good, or somebody else was faster.</summary>
    public static async Task<MailTokenOwner?> UseAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        MailTokenPurpose purpose,
        MailToken token,
        CancellationToken cancellationToken)
    {
        var owner = await FindAsync(connection, transaction, purpose, token, "FOR UPDATE", cancellationToken);
        if (owner is not null)
        {
            await DeleteAsync(connection, transaction, owner.AccountId, purpose, cancellationToken);
        }

        return owner;
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
        MailTokenPurpose purpose,
        MailToken token,
        string locking,
        CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT a.id AS AccountId, a.email AS Email, 1 AS IsMade
            FROM mail_tokens t JOIN accounts a ON a.id = t.account_id
            WHERE t.hash = @Hash AND t.purpose = @Purpose AND t.expires_at > UTC_TIMESTAMP(6)
            {locking}
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            sql, new { token.Hash, Purpose = purpose.ToString() }, transaction, cancellationToken: cancellationToken));
        return row is null ? null : new MailTokenOwner(new Guid(row.AccountId, bigEndian: true), row.Email);
    }

    private sealed record Row(byte[] AccountId, string Email, long IsMade);
}
