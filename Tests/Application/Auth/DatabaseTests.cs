using System.Globalization;
using Application.Tests.Running;
using Aspire.Hosting.Testing;
using MySqlConnector;

namespace Application.Tests.Auth;

[Collection(OneApplication.Name)]
public sealed class DatabaseTests(RunningApplication application)
{
    [Fact]
    public async Task Auth_has_a_server_with_its_own_schema_and_nothing_else() => Assert.Equal(["auth"], await QueryAsync(
        "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')"));

    [Fact]
    public async Task Two_replicas_that_started_together_migrated_once()
    {
        // From 9000000001 on they are those of messaging.
        var migrations = await QueryAsync("SELECT CONCAT(Version, ' ', Description) FROM VersionInfo WHERE Version < 9000000000 ORDER BY Version");
        Assert.Equal("1 accounts", migrations[0]);
        Assert.Equal(
            Enumerable.Range(1, migrations.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            migrations.Select(migration => migration.Split(' ')[0]));
    }

    [Fact]
    public async Task A_password_is_stored_as_an_argon2id_hash()
    {
        var email = Accounts.NewEmail();
        using var created = await application.Gateway.RegisterAsync(email);
        var stored = Assert.Single(await QueryAsync($"SELECT password_hash FROM accounts WHERE email = '{email}'"));
        Assert.StartsWith("$argon2id$v=19$m=65536,t=3,p=1$", stored, StringComparison.Ordinal);
    }

    private async Task<List<string>> QueryAsync(string sql)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        await using var connection = new MySqlConnection(await application.App.GetConnectionStringAsync("auth-db", deadline.Token));
        await connection.OpenAsync(deadline.Token);
        await using var command = new MySqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(deadline.Token);
        var values = new List<string>();
        while (await rows.ReadAsync(deadline.Token))
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }
}
