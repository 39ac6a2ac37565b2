using System.Data;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>The table <c>sign_in_counters</c>, in the words of <see cref="CountersSql"/>.</summary>
internal sealed class CountersStore(IOptions<LockoutOptions> options)
{
    private readonly LockoutOptions _options = options.Value;

    /// <summary>
    /// Counts the attempt, or refuses it. No client can stop it half-way by hanging up: the commit would not run, and the
    /// session go back to the pool with the rows locked.
    /// </summary>
    public async Task<Attempt> CountAsync(MySqlConnection connection, CounterKey key)
    {
        try
        {
            await using var results = await connection.QueryMultipleAsync(CountersSql.Count, Values(key, blocks: []));
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
    public Task TakeBackAsync(MySqlConnection connection, Attempt attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(CountersSql.TakeBack, connection, transaction: null, attempt, cancellationToken);

    /// <summary>As if the attempt had not been, and its pair had never failed; the client is known to the account from now on.</summary>
    public Task SucceededAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Attempt attempt,
        Guid accountId,
        CancellationToken cancellationToken)
    {
        var values = new DynamicParameters(Values(attempt.Key, attempt.Blocks));
        values.Add("AccountId", accountId.ToByteArray(bigEndian: true));
        return connection.ExecuteAsync(new CommandDefinition(
            CountersSql.Succeeded, values, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>As if neither the attempt nor anything else had been tried with the account.</summary>
    public Task ClearAccountAsync(
        MySqlConnection connection, MySqlTransaction transaction, Attempt attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(CountersSql.ClearAccount, connection, transaction, attempt, cancellationToken);

    /// <summary>The same, where there is no attempt.</summary>
    public static Task ClearAccountAsync(
        MySqlConnection connection, MySqlTransaction transaction, byte[] account, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            CountersSql.Delete, new { Account = account }, transaction, cancellationToken: cancellationToken));

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
