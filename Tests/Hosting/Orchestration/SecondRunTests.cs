using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration.UserSecrets;
using MySqlConnector;

namespace Hosting.Tests.Orchestration;

/// <summary>What a run made, the next one finds.</summary>
public sealed class SecondRunTests : IAsyncLifetime
{
    private readonly string _volume = $"hosting-tests-{Guid.NewGuid():N}";
    private readonly string _secrets = PathHelper.GetSecretsPathFromSecretsId(
        typeof(SecondRunTests).Assembly.GetCustomAttributes(typeof(UserSecretsIdAttribute), inherit: false).Cast<UserSecretsIdAttribute>().Single().UserSecretsId);

    public Task InitializeAsync() => ForgetAsync();

    public async Task DisposeAsync()
    {
        await ForgetAsync();
        await Docker.RemoveVolumeAsync(_volume);
    }

    [Fact]
    public async Task A_generated_password_and_the_data_of_a_volume_survive()
    {
        var first = await RunAsync("CREATE TABLE kept (n INT); INSERT INTO kept VALUES (42); SELECT n FROM kept");
        var second = await RunAsync("SELECT n FROM kept");

        Assert.Equal(42, first.Answer);
        Assert.Equal(42, second.Answer);
        Assert.Equal(first.Password, second.Password);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_secrets) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private Task ForgetAsync()
    {
        if (File.Exists(_secrets))
        {
            File.Delete(_secrets);
        }

        return Task.CompletedTask;
    }

    private async Task<(object? Answer, string Password)> RunAsync(string sql)
    {
        var builder = Application.Builder();
        var server = builder.AddMySql("kept-mysql").WithDataVolume(_volume);
        server.AddDatabase("kept-db");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("kept-db", Application.Deadline());

        await using var connection = new MySqlConnection(await app.GetConnectionStringAsync("kept-db"));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(), (await server.Resource.PasswordParameter.GetValueAsync(CancellationToken.None))!);
    }
}
