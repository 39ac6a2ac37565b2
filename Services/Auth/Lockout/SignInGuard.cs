using System.Net;
using Auth.Database;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>
/// Decides whether a password may be tried. Whoever tries passwords of an account waits longer and longer; its owner,
/// from a network where the account was signed in to before, does not wait for what strangers do elsewhere.
/// </summary>
internal sealed class SignInGuard(MySqlDataSource database, CounterIds ids, CountersStore counters)
{
    /// <summary>
    /// Counts the attempt as failed, for all replicas, before anybody knows: attempts at the same time can't outrun the
    /// limit. For an address that nobody has, the same.
    /// </summary>
    public Task<Attempt> BeginAsync(MySqlConnection connection, string normalisedEmail, IPAddress? client)
    {
        var key = new CounterKey(ids.Pair(normalisedEmail, client), ids.Network(client), ids.Account(normalisedEmail));
        return Transactions.RetryAsync(() => counters.CountAsync(connection, key));
    }

    /// <summary>
    /// Clears the pair, and takes the attempt back from the other counters. The network is known from now on. Last in its
    /// transaction, which keeps everybody else behind the same address waiting until it ends.
    /// </summary>
    public Task SucceededAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Attempt attempt,
        Guid accountId,
        CancellationToken cancellationToken) =>
        counters.SucceededAsync(connection, transaction, attempt, accountId, cancellationToken);

    /// <summary>For an attempt whose password was not looked at in the end, or was right and led to nothing.</summary>
    public async Task TakeBackAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await counters.TakeBackAsync(connection, attempt, cancellationToken);
    }

    /// <summary>Where somebody signed in with a password that has been changed is no longer known, but for the present client.</summary>
    public static Task ForgetOtherClientsAsync(
        MySqlConnection connection, MySqlTransaction transaction, Attempt attempt, Guid accountId, CancellationToken cancellationToken) =>
        KnownClients.ForgetAsync(connection, transaction, accountId, except: attempt.Key.Pair, cancellationToken);

    /// <summary>Nothing is held against the account any more, and no network is known; networks keep what they have done.</summary>
    public async Task ForgetAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        string normalisedEmail,
        CancellationToken cancellationToken)
    {
        await KnownClients.ForgetAsync(connection, transaction, accountId, except: null, cancellationToken);
        await CountersStore.ClearAccountAsync(connection, transaction, ids.Account(normalisedEmail), cancellationToken);
    }

    /// <summary>The counters of an account that its owner erases by this attempt; the known clients go with the account.</summary>
    public Task ForgetAsync(
        MySqlConnection connection, MySqlTransaction transaction, Attempt attempt, CancellationToken cancellationToken) =>
        counters.ClearAccountAsync(connection, transaction, attempt, cancellationToken);
}
