using System.Net;
using System.Text.Json;
using Auth.Audit;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>The table <c>refresh_tokens</c>.</summary>
internal sealed class RefreshTokensStore(
    MySqlDataSource database, SessionsStore sessions, IOptions<SessionsOptions> options, TimeProvider clock)
{
    // The update decides who of several at once uses the token. What it left is read in the same round trip.
    private const string Use = """
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
    public async Task<LiveSession?> RefreshAsync(RefreshToken token, IPAddress? client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Use, new { token.Hash, Now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));

        LiveSession? session = null;
        if (row is { Refreshed: 1 })
        {
            session = Next(row, now);
            var (hash, expiresAt) = (session.RefreshToken.Hash, (now + session.RefreshLifetime).UtcDateTime);
            var next = new { Hash = hash, row.SessionId, Now = now.UtcDateTime, ExpiresAt = expiresAt };
            await connection.ExecuteAsync(new CommandDefinition(Add, next, transaction, cancellationToken: cancellationToken));
        }
        else if (row is { UsedAt: not null })
        {
            var accountId = new Guid(row.AccountId, bigEndian: true);
            await sessions.EndAsync(
                connection, transaction, row.SessionId, accountId, SecurityEvent.RefreshTokenReused, client, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    private LiveSession Next(Row row, DateTimeOffset now) => new(
        new Guid(row.SessionId, bigEndian: true),
        new Guid(row.AccountId, bigEndian: true),
        row.Roles is null ? [] : JsonSerializer.Deserialize<string[]>(row.Roles)!,
        RefreshToken.New(),
        options.Value.RefreshLifetime(new DateTimeOffset(row.ExpiresAt, TimeSpan.Zero) - now));

    private sealed record Row(long Refreshed, DateTime? UsedAt, byte[] SessionId, byte[] AccountId, DateTime ExpiresAt, string? Roles);
}
