using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task One_unhealthy_replica_of_two_makes_those_wait_that_wait_for_the_resource()
    {
        var made = Path.Combine(Path.GetTempPath(), $"unhealthy-{Guid.NewGuid():N}");
        var builder = Application.Builder();
        var web = builder.AddProject<SampleWeb>("web").WithReplicas(2).WithHttpHealthCheck("/health").WithEnvironment("UNHEALTHY_IF_MADE", made);
        builder.AddProject<SampleWeb>("waiting").WaitFor(web);
        await using var app = builder.Build();
        try
        {
            await app.StartAsync(Application.Deadline());

            // Both answer, and one of them says no.
            await app.ResourceNotifications.WaitForResourceAsync(
                "web", e => e.Snapshot.HealthReports.Any(report => report.Description?.EndsWith("answered 503 instead of 200.", StringComparison.Ordinal) == true),
                Application.Deadline());
            Assert.Equal(2, (await ProcessesAsync(app, "web")).Count);
            Assert.Equal("Waiting", app.ResourceNotifications.Snapshot(Instance(app, "waiting"))!.State!.Text);

            // Once the bad one is replaced, the other one having made the file long ago, all is well.
            foreach (var id in Instances(app, "web"))
            {
                Assert.True((await app.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.RestartCommand, Application.Deadline())).Success);
            }

            await app.ResourceNotifications.WaitForResourceHealthyAsync("waiting", Application.Deadline());
        }
        finally
        {
            File.Delete(made);
        }
    }

    [Fact]
    public async Task Who_starts_what_waits_does_not_have_to_wait()
    {
        var builder = Application.Builder();
        var never = builder.AddProject<SampleWeb>("never").WithHttpHealthCheck("/nothing-here");
        builder.AddProject<SampleWeb>("web").WithReplicas(2).WithHttpHealthCheck("/health").WaitFor(never);
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());
        await app.ResourceNotifications.WaitForResourceAsync("web", KnownResourceStates.Waiting, Application.Deadline());

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(Instances(app, "web")[0], KnownResourceCommands.StartCommand, Application.Deadline())).Success);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Application.Deadline());
    }

    [Fact]
    public async Task A_wait_for_completion_ends_with_the_exit_code_that_was_asked_for()
    {
        var code = "1";
        var builder = Application.Builder();
        var job = builder.AddProject<SampleWeb>("job").WithEnvironment(context => context.EnvironmentVariables["EXIT_WITH"] = code);
        builder.AddProject<SampleWeb>("after").WithHttpHealthCheck("/health").WaitForCompletion(job);
        await using var app = builder.Build();
        await app.StartAsync(Application.Deadline());

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("after", Application.Deadline()));
        Assert.Contains("'job' was to end with exit code 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Finished with exit code 1", error.Message, StringComparison.Ordinal);

        code = "0";
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("job", KnownResourceCommands.StartCommand, Application.Deadline())).Success);
        await app.ResourceNotifications.WaitForResourceAsync("after", e => e.Snapshot.IsReady, Application.Deadline());
    }

    [Fact]
    public async Task A_wait_for_a_resource_that_does_not_exist_fails_at_once_and_any_wait_ends_with_the_application()
    {
        var builder = Application.Builder();
        builder.AddProject<SampleWeb>("web").WithHttpHealthCheck("/nothing-here");
        await using var app = builder.Build();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("wbe"));
        Assert.StartsWith("There is no resource 'wbe'. There are: web.", error.Message, StringComparison.Ordinal);

        await app.StartAsync(Application.Deadline());
        var waiting = app.ResourceNotifications.WaitForResourceHealthyAsync("web");
        await app.StopAsync(Application.Deadline());
        Assert.Equal("The application has stopped.", (await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting)).Message);
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

    private static IReadOnlyList<string> Instances(DistributedApplication app, string name)
    {
        var resource = app.Services.GetRequiredService<DistributedApplicationModel>().Find(name);
        return [.. app.ResourceNotifications.Instances(resource).Select(instance => instance.ResourceId)];
    }

    private static string Instance(DistributedApplication app, string name) => Assert.Single(Instances(app, name));

    /// <summary>The processes that answer at a resource's address. New connections, because the proxy balances those.</summary>
    private static async Task<HashSet<int>> ProcessesAsync(DistributedApplication app, string name)
    {
        var processes = new HashSet<int>();
        for (var i = 0; i < 20; i++)
        {
            using var client = new HttpClient { BaseAddress = app.GetEndpoint(name) };
            processes.Add(int.Parse(await client.GetStringAsync("/process"), CultureInfo.InvariantCulture));
        }

        return processes;
    }
}
