namespace Hosting.Tests.Setup;

/// <summary>The image of MySQL that this machine has, official or offline, keeps the promises of the official one's documentation.</summary>
public sealed class MySqlImageTests : IAsyncLifetime
{
    private const string Password = "only-for-this-test";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string _name = $"hosting-tests-{Guid.NewGuid():N}";
    private string _image = "";

    public async Task InitializeAsync() => _image = (await Docker.MachineAsync()).Images.GetValueOrDefault(Docker.MySql, Docker.MySql);

    public async Task DisposeAsync()
    {
        await Docker.LinesAsync("rm", "--force", "--volumes", _name);
        await Docker.RemoveVolumeAsync(_name);
    }

    [Fact]
    public async Task Without_a_password_option_it_says_so_and_ends()
    {
        var result = await Docker.RunAsync("run", "--name", _name, _image);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Database is uninitialized and password option is not specified", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("MYSQL_ROOT_PASSWORD", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_as_another_user_than_root_stops_cleanly_and_its_data_survive()
    {
        await StartAsync();
        await UntilItAnswersAsync("CREATE DATABASE kept; CREATE TABLE kept.t (n INT); INSERT INTO kept.t VALUES (42)");
        var processes = await Docker.LinesAsync("top", _name, "-eo", "pid,uid,comm");
        var server = Assert.Single(processes, line => line.EndsWith(" mysqld", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEqual("0", server[1]);

        await Docker.LinesAsync("stop", "--time", "30", _name);
        Assert.Equal(["0"], await Docker.LinesAsync("inspect", "--format", "{{.State.ExitCode}}", _name));
        await Docker.LinesAsync("rm", _name);

        await StartAsync();
        Assert.Equal(["42"], await UntilItAnswersAsync("SELECT n FROM kept.t"));
    }

    private Task<IReadOnlyList<string>> StartAsync() => Docker.LinesAsync(
        "run", "--detach", "--name", _name, "--volume", $"{_name}:/var/lib/mysql", "--env", $"MYSQL_ROOT_PASSWORD={Password}", _image);

    /// <summary>Over TCP, which the official image opens last.</summary>
    private async Task<IReadOnlyList<string>> UntilItAnswersAsync(string sql)
    {
        var deadline = Application.Deadline();
        while (true)
        {
            var answer = await Docker.RunAsync(
                "exec", "--env", $"MYSQL_PWD={Password}", _name, "mysql", "--host=127.0.0.1", "--user=root", "--skip-column-names", "--execute", sql);
            if (answer.IsSuccess)
            {
                return answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }

            Assert.Contains("Can't connect", answer.StandardError, StringComparison.Ordinal);
            await Task.Delay(Poll, deadline);
        }
    }
}
