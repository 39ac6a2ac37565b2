using Dapper;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>The table <c>known_clients</c>: from which networks an account was signed in to.</summary>
internal static class KnownClients
{
    /// <summary>The day is enough, and spares a write with most sign-ins.</summary>
    public static Task RememberAsync(
        MySqlConnection connection, MySqlTransaction transaction, byte[] pair, Guid accountId, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO known_clients (id, account_id, seen_at) VALUES (@Pair, @AccountId, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE seen_at = IF(seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), seen_at)
            """;
        return ExecuteAsync(Sql, connection, transaction, pair, accountId, cancellationToken);
    }

    /// <param name="except">The pair of a client that stays known.</param>
    public static Task ForgetAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, byte[]? except, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "DELETE FROM known_clients WHERE account_id = @AccountId AND (@Pair IS NULL OR id <> @Pair)",
            connection,
            transaction,
            except,
            accountId,
            cancellationToken);

    private static Task ExecuteAsync(
        string sql,
        MySqlConnection connection,
        MySqlTransaction transaction,
        byte[]? pair,
        Guid accountId,
        CancellationToken cancellationToken)
    {
        var row = new { Pair = pair, AccountId = accountId.ToByteArray(bigEndian: true) };
        return connection.ExecuteAsync(new CommandDefinition(sql, row, transaction, cancellationToken: cancellationToken));
    }
}
