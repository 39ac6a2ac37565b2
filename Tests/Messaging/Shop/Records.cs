using Dapper;
using MySqlConnector;

namespace Shop;

/// <summary>What the handlers write.</summary>
internal sealed class Records(MySqlDataSource database)
{
    /// <summary>On a connection of its own, so that it stays when the handler's transaction is rolled back.</summary>
    /// <returns>How many attempts there are now.</returns>
    public async Task<int> AttemptAsync(int number)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("INSERT INTO attempted (number, at) VALUES (@Number, UTC_TIMESTAMP(6))", new { Number = number });
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM attempted WHERE number = @Number", new { Number = number });
    }

    public static Task HandledAsync(MySqlTransaction transaction, int number, string? note) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO handled (number, note, at) VALUES (@Number, @Note, UTC_TIMESTAMP(6))", new { Number = number, Note = note }, transaction);
}
