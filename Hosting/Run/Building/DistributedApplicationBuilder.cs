using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Hosting.Run.Orchestration;
using Hosting.Run.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Building;

/// <summary>Collects resources, and builds a host that either runs them or writes the manifest.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder, IKeepsSecrets
{
    private readonly HostApplicationBuilder _host;
    private readonly UserSecrets? _secrets;
    private readonly AppHostHook? _hook;

    internal DistributedApplicationBuilder(AppHostOptions options)
    {
        _hook = AppHostOptions.CurrentHook;
        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ApplicationName = options.Name,
            ContentRootPath = options.Directory,
        });
        _host.Configuration.AddCommandLine(options.Args, CommandLine.Switches);
        _secrets = UserSecrets.Of(options.Assembly, _host.Environment);
        AppHostDirectory = options.Directory;

        ExecutionContext = new DistributedApplicationExecutionContext(CommandLine.OperationOf(_host.Configuration));

        // Aspire's identity of an app host. Here, two clones of a repository are two; published, they are the same.
        var identity = ExecutionContext.IsPublishMode
            ? options.ProjectFile
            : Path.Join(options.Directory, options.ProjectFile).ToLowerInvariant();
        _host.Configuration["AppHost:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        AddServices();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.Any(existing => string.Equals(existing.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There is a resource '{resource.Name}' already: names are unique, whatever their case.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _hook?.Building(this);
        var application = new DistributedApplication(_host.Build());
        _hook?.Built(application);
        return application;
    }

    string IKeepsSecrets.Keep(string key, string value) => _secrets?.Keep(key, value) ?? value;

    private void AddServices()
    {
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddHealthChecks();
        Services.AddHttpClient();
        _host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        _host.Logging.AddFilter("Grpc", LogLevel.Warning);
        _host.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        // Who starts the application gets the exception; to log it too would only show it twice.
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        if (ExecutionContext.IsPublishMode)
        {
            Services.AddHostedService<ManifestPublisher>();
        }
        else
        {
            Services.AddOrchestration();
        }
    }

    private sealed class ResourceCollection : List<IResource>, IResourceCollection;
}
