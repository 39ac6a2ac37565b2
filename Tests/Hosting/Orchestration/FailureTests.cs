using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Building;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Orchestration;

/// <summary>What cannot start is said at once, and why.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_project_that_ends_is_told_with_its_exit_code_and_last_lines_and_so_is_what_waits_for_it()
    {
        var builder = Application.Builder();
        var crashing = builder.AddProject<SampleWeb>("crashing").WithHttpHealthCheck("/health").WithEnvironment("CRASH_WITH", "the disk is full");
        builder.AddProject<SampleWeb>("waiting").WaitFor(crashing);
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("waiting", Application.Deadline()));

        Assert.Contains("'crashing' will not become healthy", error.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);

        // The dashboard shows the same: the state, and the reason in the console of the one that waits.
        var waiting = Instance(app, "waiting");
        Assert.Equal("FailedToStart", waiting.Snapshot.State?.Text);
        var console = app.Services.GetRequiredService<ResourceLoggerService>().Last(waiting.ResourceId, 100);
        Assert.Contains(console, line => line.Content.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_that_failed_goes_on_when_someone_mends_what_it_waits_for()
    {
        var isMended = false;
        await using var app = await WaitingInVainAsync(() => isMended);

        isMended = true;
        await ExecuteAsync(app, "mended", KnownResourceCommands.StartCommand);

        await app.ResourceNotifications.WaitForResourceAsync("waiting", e => e.Snapshot.IsReady, Application.Deadline());
    }

    /// <summary>Each had made a process: one by the command, and one more when what it waited for was there.</summary>
    [Fact]
    public async Task Who_restarts_what_waits_starts_it_once()
    {
        var isMended = false;
        await using var app = await WaitingInVainAsync(() => isMended);

        await ExecuteAsync(app, "waiting", KnownResourceCommands.RestartCommand);
        await app.ResourceNotifications.WaitForResourceAsync("waiting", e => e.Snapshot.IsReady, Application.Deadline());
        isMended = true;
        await ExecuteAsync(app, "mended", KnownResourceCommands.StartCommand);
        await app.ResourceNotifications.WaitForResourceAsync("mended", e => e.Snapshot.IsReady, Application.Deadline());

        Assert.Equal(1, Instance(app, "waiting").Snapshot.Run);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_fails_the_start_and_names_it()
    {
        var builder = Application.Builder();
        builder.AddContainer("odd", "localhost/nobody/has-this", "0");
        await using var app = builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Application.Deadline()));

        Assert.Contains("localhost/nobody/has-this:0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_its_resource()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = Application.Builder($"--{CommandLine.RandomizePorts}=false");
        builder.AddProject<SampleWeb>("web").WithEndpoint("http", endpoint => endpoint.Port = port);
        await using var app = builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Application.Deadline()));

        Assert.Contains($"port {port} of web.http", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_value_fails_those_that_need_it()
    {
        var builder = Application.Builder();
        builder.AddProject<SampleWeb>("web").WithEnvironment("KEY", builder.AddParameter("api-key"));
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline()));

        Assert.Contains("'api-key' has no value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_refers_to_an_address_of_this_machine_is_refused()
    {
        var builder = Application.Builder();
        var web = builder.AddProject<SampleWeb>("web");
        builder.AddMySql("database").WithEnvironment("WEB", web.GetEndpoint("http"));
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("database", Application.Deadline()));

        Assert.Contains("Container 'database' refers to endpoint 'http' of 'web'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_publisher_is_refused()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Application.Builder("--publisher", "compose"));

        Assert.Contains("publisher 'compose'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>One crashes until it is mended; another waits for it, and has failed for that.</summary>
    private static async Task<DistributedApplication> WaitingInVainAsync(Func<bool> isMended)
    {
        var builder = Application.Builder();
        var mended = builder.AddProject<SampleWeb>("mended").WithHttpHealthCheck("/health").WithEnvironment(context =>
        {
            if (!isMended())
            {
                context.EnvironmentVariables["CRASH_WITH"] = "not yet";
            }
        });
        builder.AddProject<SampleWeb>("waiting").WithHttpHealthCheck("/health").WaitFor(mended);
        var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceAsync("waiting", KnownResourceStates.FailedToStart, Application.Deadline());
        return app;
    }

    private static async Task ExecuteAsync(DistributedApplication app, string resource, string command) =>
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(resource, command, Application.Deadline())).Success);

    private static ResourceEvent Instance(DistributedApplication app, string name) =>
        Assert.Single(app.ResourceNotifications.Instances(app.Services.GetRequiredService<DistributedApplicationModel>().Find(name)));
}
