using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hosting.Tests.Orchestration;

/// <summary>What a project is told at its start, how its replicas run, and the commands on them.</summary>
public class RunTests
{
    [Fact]
    public async Task Replicas_run_behind_one_address_with_what_the_model_says()
    {
        var builder = Application.Builder("--Parameters:greeting=hei");
        var backend = builder.AddProject<SampleWeb>("backend");
        builder.AddProject<SampleWeb>("web").WithReplicas(2).WithHttpHealthCheck("/health")
            .WithReference(backend).WaitFor(backend)
            .WithEnvironment("GREETING", builder.AddParameter("greeting"))
            .WithArgs("--one", "two words");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline());

        using var client = app.CreateHttpClient("web");
        Assert.Equal("hei", await client.GetStringAsync("/environment/GREETING"));
        Assert.Equal("yes", await client.GetStringAsync("/environment/FROM_PROFILE"));
        Assert.Equal(app.GetEndpoint("backend").ToString().TrimEnd('/'), await client.GetStringAsync("/environment/services__backend__http__0"));
        Assert.Equal("web", await client.GetStringAsync("/environment/OTEL_SERVICE_NAME"));
        Assert.Equal(["--one", "two words"], await client.GetFromJsonAsync<string[]>("/arguments") ?? []);
        Assert.Equal(2, (await ProcessesAsync(app, "web")).Count);

        // As in Aspire: a command is for one instance, and a name that means two is no instance.
        var refused = await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, Application.Deadline());
        Assert.StartsWith("'web' has 2 replicas: name one of web-", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_replica_that_is_unhealthy_makes_the_resource_wait()
    {
        var builder = Application.Builder();
        builder.AddProject<SampleWeb>("web").WithHttpHealthCheck("/health").WithEnvironment("UNHEALTHY", "yes");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        var seen = await app.ResourceNotifications.WaitForResourceAsync(
            "web", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy && e.Snapshot.HealthReports[0].Description is { } text
                && text.Contains("answered 503", StringComparison.Ordinal), Application.Deadline());

        Assert.False(seen.Snapshot.IsReady);
    }

    [Fact]
    public async Task A_restart_replaces_the_process_and_a_stop_ends_it()
    {
        var builder = Application.Builder();
        builder.AddProject<SampleWeb>("web").WithHttpHealthCheck("/health");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline());
        var before = await ProcessesAsync(app, "web");

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.RestartCommand, Application.Deadline())).Success);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline());
        var after = await ProcessesAsync(app, "web");
        Assert.Empty(before.Intersect(after));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, Application.Deadline())).Success);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(Assert.Single(after)));
    }

    [Fact]
    public async Task A_command_on_what_does_not_exist_or_run_is_refused_with_its_reason()
    {
        var builder = Application.Builder("--Parameters:value=1");
        builder.AddParameter("value");
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        Assert.Equal("There is no resource 'nobody'.",
            (await app.ResourceCommands.ExecuteCommandAsync("nobody", KnownResourceCommands.StopCommand)).Message);
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("value", KnownResourceCommands.StopCommand)).Success);
    }

    /// <summary>The processes that answer at a resource's address. New connections, because the proxy balances those.</summary>
    private static async Task<HashSet<int>> ProcessesAsync(DistributedApplication app, string name)
    {
        var processes = new HashSet<int>();
        for (var i = 0; i < 20; i++)
        {
            using var client = app.CreateHttpClient(name);
            processes.Add(int.Parse(await client.GetStringAsync("/process"), CultureInfo.InvariantCulture));
        }

        return processes;
    }
}
