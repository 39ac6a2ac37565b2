using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>The tables <c>sign_in_counters</c> and <c>known_clients</c>. Times are the database's, one clock for all replicas.</summary>
internal sealed class CountersStore(IOptions<LockoutOptions> options)
{
    private const string Ours = "id IN (@Pair, @Network, @Account)";

    // Who signed in from this network before is stopped by the counter of the pair only.
    private const string Holds = $"""
        blocked_until > UTC_TIMESTAMP(6)
          AND (scope = 1 OR NOT EXISTS (
            SELECT 1 FROM known_clients k WHERE k.id = @Pair AND k.seen_at > UTC_TIMESTAMP(6) - INTERVAL @KnownClients MICROSECOND))
        """;

    private const string Limit = "ELT(scope, @PairFailures, @NetworkFailures, @AccountFailures)";

    // One round trip. The insert makes what is missing, starts expired windows anew, and locks the three rows until the
    // commit: of attempts at the same time, each sees what the one before has counted. In the order of the key, as an
    // update locks them, so that two transactions never wait for each other. The update counts, unless one of the counters
    // holds; the wait is set along with it, by the number of failures as just counted. Over a derived table with a limit,
    // since MySQL does not let an update read its own table otherwise.
    private const string Count = $"""
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        INSERT INTO sign_in_counters (id, scope, account, failures, window_ends)
        SELECT * FROM (VALUES
          ROW(@Pair, 1, @Account, 0, UTC_TIMESTAMP(6) + INTERVAL @Window MICROSECOND),
          ROW(@Network, 2, NULL, 0, UTC_TIMESTAMP(6) + INTERVAL @NetworkWindow MICROSECOND),
          ROW(@Account, 3, @Account, 0, UTC_TIMESTAMP(6) + INTERVAL @Window MICROSECOND))
          AS fresh (id, scope, account, failures, window_ends)
        ORDER BY id
        ON DUPLICATE KEY UPDATE
          failures = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.failures, 0),
          blocked_until = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.blocked_until, NULL),
          window_ends = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.window_ends, fresh.window_ends);
        UPDATE sign_in_counters SET
          failures = failures + 1,
          blocked_until = IF(
            failures >= {Limit},
            UTC_TIMESTAMP(6) + INTERVAL LEAST(@FirstWait * POW(2, LEAST(failures - {Limit}, 40)), @LongestWait) MICROSECOND,
            NULL)
        WHERE {Ours} AND NOT EXISTS (SELECT 1 FROM (SELECT * FROM sign_in_counters WHERE {Ours} LIMIT 3) AS now WHERE {Holds});
        SELECT
          ROW_COUNT() AS Counted,
          MAX(failures = {Limit}) AS AtLimit,
          MAX(IF({Holds}, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), blocked_until), 0)) AS Wait
        FROM sign_in_counters WHERE {Ours} FOR UPDATE;
        COMMIT
        """;

    private const string Uncount = $"""
        UPDATE sign_in_counters SET
          failures = IF(scope = 1 AND @AccountId IS NOT NULL, 0, GREATEST(failures - 1, 0)),
          blocked_until = IF(failures < {Limit}, NULL, blocked_until)
        WHERE {Ours};
        """;

    private readonly LockoutOptions _options = options.Value;

    /// <summary>Counts the attempt, or refuses it.</summary>
    public async Task<Attempt> CountAsync(MySqlConnection connection, CounterKey key, CancellationToken cancellationToken)
    {
        var values = new
        {
            key.Pair,
            key.Network,
            key.Account,
            _options.PairFailures,
            _options.NetworkFailures,
            _options.AccountFailures,
            FirstWait = _options.FirstWait.TotalMicroseconds,
            LongestWait = _options.LongestWait.TotalMicroseconds,
            Window = _options.Window.TotalMicroseconds,
            NetworkWindow = _options.NetworkWindow.TotalMicroseconds,
            KnownClients = _options.KnownClients.TotalMicroseconds,
        };
        var counted = await connection.QuerySingleAsync<Row>(new CommandDefinition(Count, values, cancellationToken: cancellationToken));
        return counted.Counted > 0
            ? new Attempt(key, RetryAfter: null, counted.AtLimit > 0)
            : new Attempt(key, TimeSpan.FromMicroseconds(counted.Wait), ReachesLimit: false);
    }

    /// <summary>As if the attempt had not been.</summary>
    public Task UncountAsync(MySqlConnection connection, CounterKey key, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, transaction: null, Uncount, key, accountId: null, cancellationToken);

    /// <summary>The same, and the pair starts anew. From now on its network is known to the account.</summary>
    public Task ClearAsync(
        MySqlConnection connection, MySqlTransaction transaction, CounterKey key, Guid accountId, CancellationToken cancellationToken)
    {
        // When it was seen is kept to the day: that is enough, and spares a write with most sign-ins.
        const string Remember = """
            INSERT INTO known_clients (id, account_id, seen_at) VALUES (@Pair, @AccountId, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE seen_at = IF(seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), seen_at)
            """;
        return ExecuteAsync(connection, transaction, Uncount + Remember, key, accountId, cancellationToken);
    }

    /// <summary>Of the account, and of its pairs.</summary>
    public static Task DeleteAsync(
        MySqlConnection connection, MySqlTransaction transaction, byte[] account, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM sign_in_counters WHERE account = @Account";
        var key = new { Account = account };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }

    private Task ExecuteAsync(
        MySqlConnection connection,
        MySqlTransaction? transaction,
        string sql,
        CounterKey key,
        Guid? accountId,
        CancellationToken cancellationToken)
    {
        var values = new
        {
            key.Pair,
            key.Network,
            key.Account,
            _options.PairFailures,
            _options.NetworkFailures,
            _options.AccountFailures,
            AccountId = accountId?.ToByteArray(bigEndian: true),
        };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));
    }

    private sealed record Row(long Counted, long AtLimit, long Wait);
}
