using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
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

    [Fact]
    public async Task A_database_follows_its_server_through_a_restart()
    {
        var builder = Application.Builder();
        builder.AddMySql("kept-mysql").WithDataVolume(_volume).AddDatabase("kept-db");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("kept-db", Application.Deadline());
        var left = app.ResourceNotifications.WaitForResourceAsync("kept-db", KnownResourceStates.Waiting, Application.Deadline());

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("kept-mysql", KnownResourceCommands.RestartCommand, Application.Deadline())).Success);

        await left;
        await app.ResourceNotifications.WaitForResourceHealthyAsync("kept-db", Application.Deadline());
    }

    [Fact]
    public async Task A_persistent_container_is_found_again()
    {
        try
        {
            Assert.Equal(await ContainerAsync(), await ContainerAsync());
        }
        finally
        {
            foreach (var name in await Docker.LinesAsync("ps", "--all", "--filter", "name=lasting-mysql-", "--format", "{{.Names}}"))
            {
                await Docker.LinesAsync("rm", "--force", "--volumes", name);
            }

            foreach (var name in await Docker.LinesAsync("network", "ls", "--filter", $"name={Network}", "--format", "{{.Name}}"))
            {
                await Docker.LinesAsync("network", "rm", name);
            }
        }

        async Task<string> ContainerAsync()
        {
            var builder = Application.Builder();
            var server = builder.AddMySql("lasting-mysql").WithLifetime(ContainerLifetime.Persistent);
            Network = $"apphost-{builder.Configuration["AppHost:Sha256"]![..8].ToLowerInvariant()}";
            await using var app = builder.Build();
            await app.StartAsync(Application.Deadline());
            var running = await app.ResourceNotifications.WaitForResourceHealthyAsync(server.Resource.Name, Application.Deadline());
            return Assert.Single(await Docker.LinesAsync("ps", "--filter", $"name={running.ResourceId}", "--format", "{{.ID}}"));
        }
    }

    private string Network { get; set; } = "";

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
