using System.Net;
using Auth.Audit;
using Auth.Database;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>The sessions of one account, as its owner and administrators see and end them.</summary>
internal sealed class AccountSessions(
    MySqlDataSource database, SessionsStore sessions, AuditLog audit, IOptions<SessionsOptions> options, TimeProvider clock)
{
    // Of each, the one refresh token that is in use: without it, the session is idle for too long and cannot go on.
    private const string Live = """
        sessions s JOIN refresh_tokens t ON t.session_id = s.id AND t.used_at IS NULL AND t.expires_at > @Now
        WHERE s.account_id = @AccountId AND s.ended_at IS NULL AND s.expires_at > @Now
        """;

    /// <summary>Those that go on, last used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> ListAsync(Guid accountId, Guid current, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT s.id, s.created_at AS CreatedAt, t.created_at AS LastUsedAt FROM {Live} ORDER BY t.created_at DESC, s.id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, Key(accountId), cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToSession(current))];
    }

    /// <summary>False if the account has no such session, or it has ended.</summary>
    public async Task<bool> TryEndAsync(Guid accountId, Guid id, IPAddress? client, CancellationToken cancellationToken) =>
        await database.TransactAsync(
            (connection, transaction) => EndAsync(
                connection, transaction, accountId, [id.ToByteArray(bigEndian: true)], $"session: {id}", client, cancellationToken),
            cancellationToken) > 0;

    /// <summary>Signs the account out everywhere. False if there is none.</summary>
    public async Task<bool> TryEndAllAsync(Guid accountId, Guid by, IPAddress? client, CancellationToken cancellationToken)
    {
        // With the row locked, a sign-in at the same time comes before or after, and not in between.
        const string Lock = "SELECT 1 FROM accounts WHERE id = @AccountId FOR UPDATE";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var found = await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition(Lock, Key(accountId), transaction, cancellationToken: cancellationToken));
        if (found is null)
        {
            return false;
        }

        await sessions.EndAllAsync(connection, transaction, accountId, except: null, cancellationToken);
        await audit.WriteAsync(
            connection, transaction, SecurityEvent.SessionsEnded, accountId, client, $"by: {by}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Ends what is more than <see cref="SessionsOptions.MaxPerAccount"/>, oldest first: a program that signs in and never out
    /// fills neither the table nor its owner's list.
    /// </summary>
    /// <param name="notEnded">How many there are, idle ones included: if they are no more than that, nothing is asked.</param>
    public async Task EndSurplusAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        long notEnded,
        IPAddress? client,
        CancellationToken cancellationToken)
    {
        if (notEnded <= options.Value.MaxPerAccount)
        {
            return;
        }

        // Ids begin with the time. MySQL has no offset without a limit.
        const string Sql = $"SELECT s.id FROM {Live} ORDER BY s.id DESC LIMIT @Max, 1000";
        var surplus = (await connection.QueryAsync<byte[]>(
            new CommandDefinition(Sql, Key(accountId), transaction, cancellationToken: cancellationToken))).AsList();
        if (surplus.Count > 0)
        {
            const string Reason = "more than Sessions:MaxPerAccount";
            await EndAsync(connection, transaction, accountId, surplus, Reason, client, cancellationToken);
        }
    }

    /// <returns>How many have not ended before.</returns>
    private async Task<int> EndAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        IEnumerable<byte[]> ids,
        string details,
        IPAddress? client,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE sessions SET ended_at = @Now
            WHERE id IN @Ids AND account_id = @AccountId AND ended_at IS NULL AND expires_at > @Now
            """;
        var rows = new { Ids = ids, AccountId = accountId.ToByteArray(bigEndian: true), Now = clock.GetUtcNow().UtcDateTime };
        var ended = await connection.ExecuteAsync(new CommandDefinition(Sql, rows, transaction, cancellationToken: cancellationToken));
        if (ended > 0)
        {
            await audit.WriteAsync(connection, transaction, SecurityEvent.SessionsEnded, accountId, client, details, cancellationToken);
        }

        return ended;
    }

    private object Key(Guid accountId) => new
    {
        AccountId = accountId.ToByteArray(bigEndian: true),
        Now = clock.GetUtcNow().UtcDateTime,
        Max = options.Value.MaxPerAccount,
    };

    private sealed record Row(byte[] Id, DateTime CreatedAt, DateTime LastUsedAt)
    {
        public AccountSession ToSession(Guid current)
        {
            var id = new Guid(Id, bigEndian: true);
            return new AccountSession(
                id, new DateTimeOffset(CreatedAt, TimeSpan.Zero), new DateTimeOffset(LastUsedAt, TimeSpan.Zero), id == current);
        }
    }
}
