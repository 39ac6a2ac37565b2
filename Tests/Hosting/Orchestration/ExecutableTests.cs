using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

/// <summary>A program of this machine, and the commands that it has.</summary>
public class ExecutableTests
{
    private static readonly string Web = Repository.Output("Tests/Hosting/Samples/Web", "Web.dll");
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task It_runs_as_the_model_says_and_its_commands_answer()
    {
        var builder = Application.Builder();
        builder.AddExecutable("web", "dotnet", Path.GetDirectoryName(Web)!, "exec", "Web.dll", "--one", "two words")
            .WithHttpEndpoint(env: "ASPNETCORE_HTTP_PORTS").WithHttpHealthCheck("/health")
            .WithHttpCommand("/arguments", "Arguments", commandName: "arguments", commandOptions: Shown(HttpMethod.Get))
            .WithHttpCommand("/nothing-here", "Nothing", commandName: "nothing", commandOptions: Shown(method: null))
            .WithCommand("who", "Who", context => Task.FromResult(CommandResults.Success(context.ResourceName)))
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("it broke"));
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        var web = await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline());

        var arguments = await ExecuteAsync("arguments");
        Assert.True(arguments.Success, arguments.Message);
        Assert.Equal("""["--one","two words"]""", arguments.Data?.Value);
        Assert.Equal(CommandResultFormat.Json, arguments.Data?.Format);

        Assert.Equal((false, "Request failed with status code NotFound"), Told(await ExecuteAsync("nothing")));
        Assert.Equal((true, web.ResourceId), Told(await ExecuteAsync("who")));
        Assert.Equal((false, "it broke"), Told(await ExecuteAsync("break")));
        Assert.Equal(
            (false, "There is no command 'jump': there are start, stop, restart, arguments, nothing, who, break."), Told(await ExecuteAsync("jump")));

        Assert.True((await ExecuteAsync(KnownResourceCommands.StopCommand)).Success);
        var refused = await ExecuteAsync("arguments");
        Assert.False(refused.Success);
        Assert.StartsWith($"'Arguments' cannot be executed while {web.ResourceId} is ", refused.Message, StringComparison.Ordinal);

        Task<ExecuteCommandResult> ExecuteAsync(string command) =>
            app.ResourceCommands.ExecuteCommandAsync("web", command, Application.Deadline());
    }

    [Fact]
    public async Task It_is_asked_to_end_when_the_app_host_does_and_nothing_of_it_is_left()
    {
        var folder = Directory.CreateTempSubdirectory("hosting-tests-");
        try
        {
            const string Script = "sleep 600 & echo $! >child; trap 'echo asked >ended; kill $!; wait $!; exit' TERM; echo $$ >parent; wait";
            var builder = Application.Builder();
            builder.AddExecutable("script", "bash", folder.FullName, "-c", Script);
            await using var app = builder.Build();
            await app.StartAsync(Application.Deadline());
            var parent = await WrittenAsync("parent");
            var child = await WrittenAsync("child");

            await app.StopAsync(Application.Deadline());

            Assert.Equal("asked", await WrittenAsync("ended"));
            Assert.False(Path.Exists($"/proc/{parent}"));
            Assert.False(Path.Exists($"/proc/{child}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<string> WrittenAsync(string file)
        {
            var path = Path.Combine(folder.FullName, file);
            var deadline = Application.Deadline();
            using var timer = new PeriodicTimer(Poll);
            while (!File.Exists(path) || !(await File.ReadAllTextAsync(path, deadline)).EndsWith('\n'))
            {
                await timer.WaitForNextTickAsync(deadline);
            }

            return (await File.ReadAllTextAsync(path, deadline)).Trim();
        }
    }

    private static HttpCommandOptions Shown(HttpMethod? method) => new() { Method = method, ResultMode = HttpCommandResultMode.Auto };

    private static (bool Success, string? Message) Told(ExecuteCommandResult result) => (result.Success, result.Message);
}
