using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Orchestration;

/// <summary>A container that was stopped, or that somebody took away, can be started again.</summary>
public class StoppedContainerTests
{
    [Fact]
    public async Task A_container_that_somebody_removed_is_unknown_and_a_start_brings_it_back()
    {
        await using var app = await RunningAsync();
        await Docker.LinesAsync("rm", "--force", Id(app));
        await app.ResourceNotifications.WaitForResourceAsync("server", "Unknown", Application.Deadline());

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
        var console = app.Services.GetRequiredService<ResourceLoggerService>().Last(Id(app), 100);
        Assert.Contains(console, line => line.Content.Contains("Shutdown complete", StringComparison.Ordinal));

        Assert.True((await ExecuteAsync(app, KnownResourceCommands.StartCommand)).Success);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Application.Deadline());
    }

    /// <summary>A second object of the first one's name was now and then forgotten by DCP, and so never started.</summary>
    [Fact]
    public void Each_run_of_an_instance_is_an_object_of_its_own_in_DCP()
    {
        var instance = new ResourceInstance(Application.Builder().AddMySql("server").Resource, "server-abcdefgh");
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [] };

        var names = Enumerable.Range(0, 4).Select(run => InstanceSpecs.ObjectName(instance, snapshot with { Run = run }));

        Assert.Equal(["server-abcdefgh", "server-abcdefgh", "server-abcdefgh-2", "server-abcdefgh-3"], names);
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
