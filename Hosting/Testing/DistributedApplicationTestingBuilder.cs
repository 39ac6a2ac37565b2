using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Hosting.Run.Building;
using Hosting.Run.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's own builder, held at the moment before it builds, for a test to change.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost's <c>Main</c> up to its call of Build. The dashboard is off and ports are random unless <paramref name="args"/> say otherwise.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">Arguments after the AppHost's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        // The test's arguments come last, so that they win.
        var run = new EntryPointRun(typeof(TEntryPoint).Assembly, [
            $"--{DashboardRunner.DisabledKey}=true", $"--{CommandLine.RandomizePorts}=true",
            $"--environment={Environments.Development}", .. args]);
        return new HeldBuilder(run, await run.ReachBuildAsync(cancellationToken));
    }

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    private sealed class HeldBuilder(EntryPointRun run, DistributedApplicationBuilder builder) : IDistributedApplicationTestingBuilder
    {
        public ConfigurationManager Configuration => builder.Configuration;

        public string AppHostDirectory => builder.AppHostDirectory;

        public IHostEnvironment Environment => builder.Environment;

        public IServiceCollection Services => builder.Services;

        public DistributedApplicationExecutionContext ExecutionContext => builder.ExecutionContext;

        public IDistributedApplicationEventing Eventing => builder.Eventing;

        public IResourceCollection Resources => builder.Resources;

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource => builder.AddResource(resource);

        public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
            where T : IResource => builder.CreateResourceBuilder(resource);

        public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => run.BuildAsync(cancellationToken);

        public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

        /// <summary>Ends the application too, if it was built.</summary>
        public ValueTask DisposeAsync() => run.DisposeAsync();
    }
}
