using System.Data;
using MySqlConnector;

namespace Auth.Database;

/// <summary>
/// Transactions that wait for each other, and not in a circle: all lock first the account, then its sessions, their
/// tokens, and last the counters of sign-ins (account from network, network, account).
/// </summary>
internal static class Transactions
{
    /// <summary>
    /// Commits what the work has done, unless it throws. READ COMMITTED locks no gaps between rows, in which people who have
    /// nothing to do with each other would meet; a read that must stay true until the end says <c>FOR SHARE</c>.
    /// </summary>
    /// <param name="work">May run twice, see <see cref="RetryAsync"/>.</param>
    public static Task<T> TransactAsync<T>(
        this MySqlDataSource database, Func<MySqlConnection, MySqlTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(async () =>
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            var result = await work(connection, transaction);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });

    /// <summary>
    /// Runs a whole transaction, and once more if the server rolled it back to end a deadlock (error 1213): nothing was
    /// done then, and the other side has what it waited for. A second deadlock goes to the caller, who answers 503.
    /// </summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> transaction)
    {
        try
        {
            return await transaction();
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.LockDeadlock)
        {
            return await transaction();
        }
    }
}
