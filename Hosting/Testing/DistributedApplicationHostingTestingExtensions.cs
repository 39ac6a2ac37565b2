using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>How a test reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    private static readonly string[] HttpNames = ["https", "http"];

    /// <summary>A client of a resource's endpoint: the one named, else <c>https</c>, else <c>http</c>.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        if (app.Model().Find(resourceName) is not IResourceWithEndpoints resource)
        {
            throw new InvalidOperationException($"'{resourceName}' has no endpoints.");
        }

        var name = endpointName ?? HttpNames.FirstOrDefault(scheme => resource.GetEndpoint(scheme).Exists) ?? "http";
        return new Uri(resource.GetEndpoint(name).Url);
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        app.Model().Find(resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"'{resourceName}' has no connection string.", nameof(resourceName));

    private static DistributedApplicationModel Model(this DistributedApplication app) =>
        app.Services.GetRequiredService<DistributedApplicationModel>();
}
