using Auth.Audit;
using Dapper;
using MySqlConnector;

namespace Auth.Keys;

/// <summary>A row of the table <c>signing_keys</c>; <paramref name="Box"/> is what <see cref="KeyEncryption"/> sealed.</summary>
internal sealed record SealedKey(string Kid, DateTimeOffset SignsFrom, byte[] Box);

/// <summary>The table <c>signing_keys</c>. Who changes it holds its lock, on the connection that all methods share.</summary>
internal sealed class SigningKeysStore(AuditLog audit)
{
    // The names are the server's, not the database's.
    private const string Lock = "CONCAT(DATABASE(), '.signing_keys')";

    /// <summary>In the order in which they sign.</summary>
    public static async Task<IReadOnlyList<SealedKey>> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT kid, private_key AS Box, signs_from AS SignsFrom FROM signing_keys ORDER BY signs_from, kid";
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new SealedKey(row.Kid, new DateTimeOffset(row.SignsFrom, TimeSpan.Zero), row.Box))];
    }

    /// <summary>False if another replica holds it for longer than <paramref name="wait"/>. It dies with its connection.</summary>
    public static async Task<bool> TryLockAsync(MySqlConnection connection, TimeSpan wait, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"SELECT GET_LOCK({Lock}, @Seconds)", new { Seconds = wait.TotalSeconds }, cancellationToken: cancellationToken)) == 1;

    public static Task UnlockAsync(MySqlConnection connection) => connection.ExecuteAsync($"DO RELEASE_LOCK({Lock})");

    public async Task AddAsync(MySqlConnection connection, SealedKey key, CancellationToken cancellationToken)
    {
        const string Sql = "INSERT INTO signing_keys (kid, private_key, signs_from) VALUES (@Kid, @Box, @SignsFrom)";
        var row = new { key.Kid, key.Box, SignsFrom = key.SignsFrom.UtcDateTime };

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
        await audit.WriteAsync(
            connection, transaction, SecurityEvent.SigningKeyRotated, accountId: null, client: null, details: key.Kid, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public static Task DeleteAsync(MySqlConnection connection, IEnumerable<string> kids, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM signing_keys WHERE kid IN @Kids", new { Kids = kids }, cancellationToken: cancellationToken));

    private sealed record Row(string Kid, byte[] Box, DateTime SignsFrom);
}
