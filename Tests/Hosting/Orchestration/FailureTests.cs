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
        var waiting = Assert.Single(app.ResourceNotifications.Instances(app.Services.GetRequiredService<DistributedApplicationModel>().Find("waiting")));
        Assert.Equal("FailedToStart", waiting.Snapshot.State?.Text);
        var console = app.Services.GetRequiredService<ResourceLoggerService>().Last(waiting.ResourceId, 100);
        Assert.Contains(console, line => line.Content.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_that_failed_goes_on_when_someone_mends_what_it_waits_for()
    {
        var healthy = false;
        var builder = Application.Builder();
        var mended = builder.AddProject<SampleWeb>("mended").WithHttpHealthCheck("/health").WithEnvironment(context =>
        {
            if (!healthy)
            {
                context.EnvironmentVariables["CRASH_WITH"] = "not yet";
            }
        });
        builder.AddProject<SampleWeb>("waiting").WithHttpHealthCheck("/health").WaitFor(mended);
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceAsync("waiting", KnownResourceStates.FailedToStart, Application.Deadline());

        healthy = true;
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("mended", KnownResourceCommands.StartCommand, Application.Deadline())).Success);

        await app.ResourceNotifications.WaitForResourceAsync("waiting", e => e.Snapshot.IsReady, Application.Deadline());
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
}
