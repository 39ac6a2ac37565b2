using System.Net;
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
    public async Task<Attempt> BeginAsync(string normalisedEmail, IPAddress? client, CancellationToken cancellationToken)
    {
        var key = new CounterKey(ids.Pair(normalisedEmail, client), ids.Network(client), ids.Account(normalisedEmail));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await counters.CountAsync(connection, key, cancellationToken);
    }

    /// <summary>Clears the pair, and takes the attempt back from the other counters. The network is known from now on.</summary>
    public Task SucceededAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Attempt attempt,
        Guid accountId,
        CancellationToken cancellationToken) =>
        counters.ClearAsync(connection, transaction, attempt.Key, accountId, cancellationToken);

    /// <summary>For an attempt whose password was not looked at in the end.</summary>
    public async Task TakeBackAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await counters.UncountAsync(connection, attempt.Key, cancellationToken);
    }

    /// <summary>Nothing is held against the account any more; networks keep what they have done.</summary>
    public Task ForgetAsync(
        MySqlConnection connection, MySqlTransaction transaction, string normalisedEmail, CancellationToken cancellationToken) =>
        CountersStore.DeleteAsync(connection, transaction, ids.Account(normalisedEmail), cancellationToken);
}
