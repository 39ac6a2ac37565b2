namespace Auth.Lockout;

/// <summary>
/// What is said to the table <c>sign_in_counters</c>. Times are the database's, one clock for all replicas. All of it locks
/// the pair first, then the network, then the account.
/// </summary>
internal static class CountersSql
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
    public const string Count = $"""
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

    /// <summary>The account's counter, and those of its pairs.</summary>
    public const string Delete = $"{DeletePairs}; {DeleteAccount}";

    private const string DeletePairs = "DELETE FROM sign_in_counters WHERE account = @Account AND scope = 1";
    private const string DeleteAccount = "DELETE FROM sign_in_counters WHERE id = @Account";

    public static readonly string TakeBack = $"{TakeBackFrom(Scope.Pair)}; {TakeBackFrom(Scope.Network)}; {TakeBackFrom(Scope.Account)}";

    /// <summary>One round trip for what every sign-in ends with.</summary>
    public static readonly string Succeeded = $"""
        {KnownClients.Remember};
        DELETE FROM sign_in_counters WHERE id = @Pair; {TakeBackFrom(Scope.Network)}; {TakeBackFrom(Scope.Account)}
        """;

    public static readonly string ClearAccount = $"{DeletePairs}; {TakeBackFrom(Scope.Network)}; {DeleteAccount}";

    // One failure less. A wait ends that would not have begun without it: it began with it, or the limit is no longer reached.
    private static string TakeBackFrom(Scope scope) => $"""
        UPDATE sign_in_counters
        SET failures = GREATEST(failures - 1, 0), blocked_until = IF(failures < {Limit} OR @{scope}Blocks, NULL, blocked_until)
        WHERE id = @{scope}
        """;
}
