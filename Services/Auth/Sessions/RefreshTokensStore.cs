using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Auth.Database;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>The table <c>refresh_tokens</c>.</summary>
internal sealed class RefreshTokensStore(
    MySqlDataSource database, SessionsStore sessions, IOptions<SessionsOptions> options, TimeProvider clock)
{
    // The first update changes nothing: it locks the session, so that its tokens, old and new, are used one at a time. The
    // second decides who of several at once uses this one. What it left is read in the same round trip.
    private const string Use = """
        UPDATE sessions SET ended_at = ended_at WHERE id = (SELECT session_id FROM refresh_tokens WHERE hash = @Hash);
        UPDATE refresh_tokens t JOIN sessions s ON s.id = t.session_id SET t.used_at = @Now
        WHERE t.hash = @Hash AND t.used_at IS NULL AND t.expires_at > @Now AND s.ended_at IS NULL AND s.expires_at > @Now;
        SELECT ROW_COUNT() AS Refreshed, t.used_at AS UsedAt, s.id AS SessionId, s.account_id AS AccountId, s.expires_at AS ExpiresAt,
          (SELECT JSON_ARRAYAGG(r.role) FROM account_roles r WHERE r.account_id = s.account_id) AS Roles
        FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = @Hash
        """;

    private const string Add = """
        INSERT INTO refresh_tokens (hash, session_id, created_at, expires_at) VALUES (@Hash, @SessionId, @Now, @ExpiresAt)
        """;

    /// <summary>
    /// Uses up the token and gives the session with its next one and the account's present roles. Null if there is nothing
    /// to refresh. A token that was used before also ends the session, its latest token included: nobody can tell which of
    /// the two is the thief (RFC 9700, section 4.14.2).
    /// </summary>
    public Task<LiveSession?> RefreshAsync(RefreshToken token, IPAddress? client, CancellationToken cancellationToken) =>
        database.TransactAsync(
            (connection, transaction) => RefreshAsync(connection, transaction, token, client, cancellationToken), cancellationToken);

    private async Task<LiveSession?> RefreshAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        RefreshToken token,
        IPAddress? client,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Use, new { token.Hash, Now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));

        if (row is { Refreshed: 1 })
        {
            var session = Next(row, now);
            var (hash, expiresAt) = (session.RefreshToken.Hash, (now + session.RefreshLifetime).UtcDateTime);
            var next = new { Hash = hash, row.SessionId, Now = now.UtcDateTime, ExpiresAt = expiresAt };
            await connection.ExecuteAsync(new CommandDefinition(Add, next, transaction, cancellationToken: cancellationToken));
            return session;
        }

        if (row is { UsedAt: not null })
        {
            var accountId = new Guid(row.AccountId, bigEndian: true);
            await sessions.EndAsync(
                connection, transaction, row.SessionId, accountId, SecurityEvent.RefreshTokenReused, client, cancellationToken);
        }

        return null;
    }

    private LiveSession Next(Row row, DateTimeOffset now) => new(
        new Guid(row.SessionId, bigEndian: true),
        new Guid(row.AccountId, bigEndian: true),
        AccountRow.ToRoles(row.Roles),
        RefreshToken.New(),
        options.Value.RefreshLifetime(new DateTimeOffset(row.ExpiresAt, TimeSpan.Zero) - now));

    private sealed record Row(long Refreshed, DateTime? UsedAt, byte[] SessionId, byte[] AccountId, DateTime ExpiresAt, string? Roles);
}
