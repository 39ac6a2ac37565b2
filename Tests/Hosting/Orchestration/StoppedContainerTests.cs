using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Orchestration;

/// <summary>A container that was stopped, or that somebody took away, can be started again.</summary>
public class StoppedContainerTests
{
    [Fact]
    public async Task A_container_that_somebody_removed_can_be_started_again()
    {
        await using var app = await RunningAsync();
        await Docker.LinesAsync("rm", "--force", Id(app));

        // DCP finds nothing, or sees it go.
        await app.ResourceNotifications.WaitForResourceAsync(
            "server", e => e.Snapshot.State?.Text is "Unknown" or "Exited", Application.Deadline());

        Assert.True((await ExecuteAsync(app, KnownResourceCommands.StartCommand)).Success);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Application.Deadline());
    }

    [Fact]
    public async Task Nothing_is_left_of_a_container_that_was_stopped_but_its_console()
    {
        await using var app = await RunningAsync();

        Assert.True((await ExecuteAsync(app, KnownResourceCommands.StopCommand)).Success);

        Assert.Empty(await Docker.LinesAsync("ps", "--all", "--quiet", "--filter", $"name={Id(app)}"));
        var stopped = app.ResourceNotifications.Snapshot(Id(app))!;
        Assert.Equal(KnownResourceStates.Exited, stopped.State!.Text);
        Assert.NotNull(stopped.StopTimeStamp);
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(Id(app), Application.Deadline()))
        {
            if (lines.Any(line => line.Content.Contains("Shutdown complete", StringComparison.Ordinal)))
            {
                break;
            }
        }


        Assert.True((await ExecuteAsync(app, KnownResourceCommands.StartCommand)).Success);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Application.Deadline());
    }

    /// <summary>A second object of the first one's name was now and then forgotten by DCP, and so never started.</summary>
    [Fact]
    public void Each_run_of_an_instance_is_an_object_of_its_own_in_DCP()
    {
        var server = Application.Builder().AddMySql("server").Resource;
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [] };
        var names = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            snapshot = Snapshots.Starting(snapshot, server);
            names.Add(InstanceSpecs.ObjectName(new ResourceInstance(server, "server-abcdefgh"), snapshot));
        }

        Assert.Equal(["server-abcdefgh", "server-abcdefgh-2", "server-abcdefgh-3"], names);
    }

    [Theory]
    [InlineData("Unknown", "Unknown", true)]
    [InlineData("Exited", "Exited", true)]
    [InlineData("Running", "Running", false)]
    [InlineData("Stopping", "Stopping", false)]
    public void What_DCP_has_lost_is_unknown_and_stopped(string told, string shown, bool isStopped)
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [], State = Snapshots.State(told, exitCode: null) };

        Assert.Equal(shown, snapshot.State!.Text);
        Assert.Equal(isStopped, snapshot.IsStopped);
    }

    private static async Task<DistributedApplication> RunningAsync()
    {
        var builder = Application.Builder();
        builder.AddMySql("server");
        var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Application.Deadline());
        return app;
    }

    private static Task<ExecuteCommandResult> ExecuteAsync(DistributedApplication app, string command) =>
        app.ResourceCommands.ExecuteCommandAsync("server", command, Application.Deadline());

    private static string Id(DistributedApplication app) =>
        Assert.Single(app.ResourceNotifications.Instances(app.Services.GetRequiredService<DistributedApplicationModel>().Find("server"))).ResourceId;
}
