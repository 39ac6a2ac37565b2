using Application.Tests.Running;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MySqlConnector;

namespace Application.Tests.SignIn;

/// <summary>Auth's database (or another's), for what nobody outside may see or do.</summary>
internal sealed class AuthDatabase(MySqlConnection connection) : IAsyncDisposable
{
    public static async Task<AuthDatabase> OpenAsync(DistributedApplication application, string name = "auth-db")
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var connection = new MySqlConnection(await application.GetConnectionStringAsync(name, deadline.Token));
        await connection.OpenAsync(deadline.Token);
        return new AuthDatabase(connection);
    }

    public async Task<long> CountAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql, values);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    public async Task ExecuteAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first row.</summary>
    public async Task<object[]> RowAsync(string sql)
    {
        await using var command = Command(sql, []);
        await using var rows = await command.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync());
        var row = new object[rows.FieldCount];
        rows.GetValues(row);
        return row;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private MySqlCommand Command(string sql, (string Name, object Value)[] values)
    {
        var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
