using Dapper;
using MySqlConnector;

namespace Auth.Lockout;

/// <summary>The table <c>known_clients</c>: from which networks an account was signed in to.</summary>
internal static class KnownClients
{
    /// <summary>The day is enough, and spares a write with most sign-ins.</summary>
    public const string Remember = """
        INSERT INTO known_clients (id, account_id, seen_at) VALUES (@Pair, @AccountId, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE seen_at = IF(seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), seen_at)
        """;

    /// <param name="except">The pair of a client that stays known.</param>
    public static Task ForgetAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, byte[]? except, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM known_clients WHERE account_id = @AccountId AND (@Except IS NULL OR id <> @Except)";
        var key = new { AccountId = accountId.ToByteArray(bigEndian: true), Except = except };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }
}
