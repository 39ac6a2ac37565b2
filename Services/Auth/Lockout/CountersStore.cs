using System.Data;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>
/// The table <c>sign_in_counters</c>. Times are the database's, one clock for all replicas. Every statement locks the pair
/// first, then the network, then the account.
/// </summary>
internal sealed class CountersStore(IOptions<LockoutOptions> options)
{
    private const string Ours = "id IN (@Pair, @Network, @Account)";

    // Who signed in from this network before is stopped by the counter of the pair only.
    private const string Applies = """
        (scope = 1 OR NOT EXISTS (
          SELECT 1 FROM known_clients k WHERE k.id = @Pair AND k.seen_at > UTC_TIMESTAMP(6) - INTERVAL @KnownClients MICROSECOND))
        """;

    private const string Limit = "ELT(scope, @PairFailures, @NetworkFailures, @AccountFailures)";

    // One round trip. The insert makes what is missing, starts expired windows anew, and locks the three rows until the
    // commit: of attempts at the same time, each sees what the one before has counted. The update counts, unless one of
    // the counters holds; the wait is set along with it, by the number of failures as just counted. Over a derived table
    // with a limit, since MySQL does not let an update read its own table otherwise. At READ COMMITTED, because gap locks
    // would make new accounts and networks wait for each other.
    private const string Count = $"""
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        INSERT INTO sign_in_counters (id, scope, account, failures, window_ends) VALUES
          (@Pair, 1, @Account, 0, UTC_TIMESTAMP(6) + INTERVAL @Window MICROSECOND),
          (@Network, 2, NULL, 0, UTC_TIMESTAMP(6) + INTERVAL @NetworkWindow MICROSECOND),
          (@Account, 3, @Account, 0, UTC_TIMESTAMP(6) + INTERVAL @Window MICROSECOND)
          AS fresh
        ON DUPLICATE KEY UPDATE
          failures = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.failures, 0),
          blocked_until = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.blocked_until, NULL),
          window_ends = IF(sign_in_counters.window_ends > UTC_TIMESTAMP(6), sign_in_counters.window_ends, fresh.window_ends);
        SELECT
          scope + 0 AS Scope,
          failures + 0 AS Failures,
          IFNULL(GREATEST(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), blocked_until), 0), 0) AS Wait,
          {Applies} AS Applies
        FROM sign_in_counters WHERE {Ours};
        UPDATE sign_in_counters SET
          failures = failures + 1,
          blocked_until = CASE
            WHEN blocked_until > UTC_TIMESTAMP(6) THEN blocked_until
            WHEN failures >= {Limit} THEN
              UTC_TIMESTAMP(6) + INTERVAL LEAST(@FirstWait * POW(2, LEAST(failures - {Limit}, 40)), @LongestWait) MICROSECOND
            END
        WHERE {Ours} AND NOT EXISTS (
          SELECT 1 FROM (SELECT * FROM sign_in_counters WHERE {Ours} LIMIT 3) AS now WHERE blocked_until > UTC_TIMESTAMP(6) AND {Applies});
        SELECT ROW_COUNT();
        COMMIT
        """;

    private const string DeletePairs = "DELETE FROM sign_in_counters WHERE account = @Account AND scope = 1";
    private const string DeleteAccount = "DELETE FROM sign_in_counters WHERE id = @Account";

    private readonly LockoutOptions _options = options.Value;

    /// <summary>
    /// Counts the attempt, or refuses it. No client can stop it half-way by hanging up: the commit would not run, and the
    /// session go back to the pool with the rows locked.
    /// </summary>
    public async Task<Attempt> CountAsync(MySqlConnection connection, CounterKey key)
    {
        try
        {
            await using var results = await connection.QueryMultipleAsync(Count, Values(key, blocks: []));
            var counters = (await results.ReadAsync<CounterRow>()).AsList();
            return ToAttempt(key, counters, isCounted: await results.ReadSingleAsync<long>() > 0);
        }
        catch when (connection.State == ConnectionState.Open)
        {
            // A time-out of the command or of a lock ends the script, but not its transaction.
            await connection.ExecuteAsync("ROLLBACK");
            throw;
        }
    }

    /// <summary>As if the attempt had not been.</summary>
    public Task TakeBackAsync(MySqlConnection connection, Attempt attempt, CancellationToken cancellationToken) => ExecuteAsync(
        $"{TakeBack(Scope.Pair)}; {TakeBack(Scope.Network)}; {TakeBack(Scope.Account)}", connection, null, attempt, cancellationToken);

    /// <summary>As if the attempt had not been, and its pair had never failed.</summary>
    public Task ClearAsync(
        MySqlConnection connection, MySqlTransaction transaction, Attempt attempt, CancellationToken cancellationToken) => ExecuteAsync(
        $"DELETE FROM sign_in_counters WHERE id = @Pair; {TakeBack(Scope.Network)}; {TakeBack(Scope.Account)}",
        connection,
        transaction,
        attempt,
        cancellationToken);

    /// <summary>As if neither the attempt nor anything else had been tried with the account.</summary>
    public Task DeleteAsync(
        MySqlConnection connection, MySqlTransaction transaction, Attempt attempt, CancellationToken cancellationToken) => ExecuteAsync(
        $"{DeletePairs}; {TakeBack(Scope.Network)}; {DeleteAccount}", connection, transaction, attempt, cancellationToken);

    /// <summary>The account's counter, and those of its pairs.</summary>
    public static Task DeleteAsync(
        MySqlConnection connection, MySqlTransaction transaction, byte[] account, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"{DeletePairs}; {DeleteAccount}", new { Account = account }, transaction, cancellationToken: cancellationToken));

    // A wait ends if without this attempt it would not have begun: it has begun with it, or the limit is no longer reached.
    private static string TakeBack(Scope scope) => $"""
        UPDATE sign_in_counters
        SET failures = GREATEST(failures - 1, 0), blocked_until = IF(failures < {Limit} OR @{scope}Blocks, NULL, blocked_until)
        WHERE id = @{scope}
        """;

    private Task ExecuteAsync(
        string sql, MySqlConnection connection, MySqlTransaction? transaction, Attempt attempt, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            sql, Values(attempt.Key, attempt.Blocks), transaction, cancellationToken: cancellationToken));

    private Attempt ToAttempt(CounterKey key, IReadOnlyList<CounterRow> counters, bool isCounted)
    {
        if (!isCounted)
        {
            var wait = counters.Where(counter => counter.IsForClient).Max(counter => counter.Wait);
            return new Attempt(key, TimeSpan.FromMicroseconds(wait), ReachesLimit: false, Blocks: []);
        }

        var blocks = counters.Where(counter => counter.IsBlockedByOneMore(_options)).ToList();
        return new Attempt(
            key, RetryAfter: null, blocks.Exists(counter => counter.IsForClient), [.. blocks.Select(counter => counter.What)]);
    }

    private object Values(CounterKey key, IReadOnlyCollection<Scope> blocks) => new
    {
        key.Pair,
        key.Network,
        key.Account,
        PairBlocks = blocks.Contains(Scope.Pair),
        NetworkBlocks = blocks.Contains(Scope.Network),
        AccountBlocks = blocks.Contains(Scope.Account),
        _options.PairFailures,
        _options.NetworkFailures,
        _options.AccountFailures,
        FirstWait = _options.FirstWait.TotalMicroseconds,
        LongestWait = _options.LongestWait.TotalMicroseconds,
        Window = _options.Window.TotalMicroseconds,
        NetworkWindow = _options.NetworkWindow.TotalMicroseconds,
        KnownClients = _options.KnownClients.TotalMicroseconds,
    };
}
