using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>The table <c>sessions</c>: each is a family of refresh tokens, of which the last is the one in use.</summary>
internal sealed class SessionsStore(MySqlDataSource database, AuditLog audit, IOptions<SessionsOptions> options, TimeProvider clock)
{
    /// <summary>
    /// A session with its first refresh token and the account's present roles. Null if the account is gone or its password
    /// is no longer the one that was checked: a sign-in that began before a change of password must not outlive it. The
    /// account's row stays locked until the transaction ends.
    /// </summary>
    public async Task<StartedSession?> StartAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        string passwordHash,
        CancellationToken cancellationToken)
    {
        // The roles last: who changes them holds the account's row, and so has finished, or waits for this transaction.
        const string Sql = """
            INSERT INTO sessions (id, account_id, created_at, expires_at)
            SELECT @Id, id, @Now, @ExpiresAt FROM accounts WHERE id = @AccountId AND password_hash = @PasswordHash FOR SHARE;
            INSERT INTO refresh_tokens (hash, session_id, created_at, expires_at)
            SELECT @Hash, id, @Now, @RefreshExpiresAt FROM sessions WHERE id = @Id;
            SELECT
              (SELECT JSON_ARRAYAGG(r.role) FROM account_roles r WHERE r.account_id = s.account_id) AS Roles,
              (SELECT COUNT(*) FROM sessions o WHERE o.account_id = s.account_id AND o.ended_at IS NULL AND o.expires_at > @Now) AS NotEnded
            FROM sessions s WHERE s.id = @Id
            """;
        var now = clock.GetUtcNow();
        var lifetime = options.Value.Lifetime;
        var session = new LiveSession(
            Guid.CreateVersion7(now), accountId, Roles: [], RefreshToken.New(), options.Value.RefreshLifetime(lifetime));
        var values = new
        {
            Id = session.Id.ToByteArray(bigEndian: true),
            AccountId = accountId.ToByteArray(bigEndian: true),
            PasswordHash = passwordHash,
            Now = now.UtcDateTime,
            ExpiresAt = (now + lifetime).UtcDateTime,
            session.RefreshToken.Hash,
            RefreshExpiresAt = (now + session.RefreshLifetime).UtcDateTime,
        };
        var started = await connection.QuerySingleOrDefaultAsync<Started>(
            new CommandDefinition(Sql, values, transaction, cancellationToken: cancellationToken));
        return started is null ? null : new(session with { Roles = AccountRow.ToRoles(started.Roles) }, started.NotEnded);
    }

    /// <summary>Ends the session that the token belongs to, used or not, if there is one that has not ended.</summary>
    public async Task EndAsync(RefreshToken token, IPAddress? client, CancellationToken cancellationToken)
    {
        const string Find = """
            SELECT s.id AS Id, s.account_id AS AccountId
            FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = @Hash
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Find, new { token.Hash }, cancellationToken: cancellationToken));
        if (row is null)
        {
            return;
        }

        var accountId = new Guid(row.AccountId, bigEndian: true);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EndAsync(connection, transaction, row.Id, accountId, SecurityEvent.SignedOut, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Ends the session if it has not ended, and tells the audit log why.</summary>
    public async Task EndAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        byte[] id,
        Guid accountId,
        SecurityEvent reason,
        IPAddress? client,
        CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE sessions SET ended_at = @Now WHERE id = @Id AND ended_at IS NULL";
        var row = new { Id = id, Now = clock.GetUtcNow().UtcDateTime };
        if (await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken)) > 0)
        {
            await audit.WriteAsync(connection, transaction, reason, accountId, client, cancellationToken);
        }
    }

    /// <summary>Signs the account out everywhere, but for one session if told. The caller tells the audit log why.</summary>
    public Task EndAllAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, Guid? except, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE sessions SET ended_at = @Now
            WHERE account_id = @AccountId AND ended_at IS NULL AND (@Except IS NULL OR id <> @Except)
            """;
        var row = new
        {
            AccountId = accountId.ToByteArray(bigEndian: true),
            Except = except?.ToByteArray(bigEndian: true),
            Now = clock.GetUtcNow().UtcDateTime,
        };
        return connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
    }

    private sealed record Started(string? Roles, long NotEnded);

    private sealed record Row(byte[] Id, byte[] AccountId);
}
