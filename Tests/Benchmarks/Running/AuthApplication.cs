using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Benchmarks.Running;

/// <summary>The AppHost with a real, empty MySQL and Auth as a host runs it: in the environment Production, without telemetry.</summary>
internal sealed class AuthApplication : IAsyncDisposable
{
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(10);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _application;

    private AuthApplication(IDistributedApplicationTestingBuilder builder, DistributedApplication application, IReadOnlyList<AuthReplica> replicas) =>
        (_builder, _application, Replicas) = (builder, application, replicas);

    public IReadOnlyList<AuthReplica> Replicas { get; }

    public static async Task<AuthApplication> StartAsync(int replicas)
    {
        using var deadline = new CancellationTokenSource(s_start);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Logging:LogLevel:Default=Warning"], deadline.Token);
        builder.RemoveVolumes();
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "auth"))
            .WithReplicas(replicas)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Production");

        var application = await builder.BuildAsync(deadline.Token);
        await application.StartAsync(deadline.Token);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("auth", deadline.Token);
        return new(builder, application, await ReplicasAsync(application, replicas, deadline.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _builder.DisposeAsync();
    }

    private static async Task<IReadOnlyList<AuthReplica>> ReplicasAsync(DistributedApplication application, int count, CancellationToken cancellationToken)
    {
        var replicas = new Dictionary<string, AuthReplica>();
        await application.ResourceNotifications.WaitForResourceAsync(
            "auth",
            change =>
            {
                replicas[change.ResourceId] = new AuthReplica(change.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value));
                return replicas.Count == count;
            },
            cancellationToken);
        return [.. replicas.Values];
    }
}
