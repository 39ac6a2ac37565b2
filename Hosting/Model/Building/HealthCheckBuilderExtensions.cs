using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Health checks: a resource with one is healthy only when it passes.</summary>
public static class HealthCheckBuilderExtensions
{
    /// <summary>Asks an HTTP endpoint of every replica.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Path to ask; <c>/</c> by default.</param>
    /// <param name="statusCode">The status that means healthy; 200 by default.</param>
    /// <param name="endpointName">The endpoint to ask; the first HTTP one by default.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = endpointName is not null
            ? builder.Resource.GetEndpoint(endpointName)
            : builder.Resource.GetEndpoints().FirstOrDefault(e => e.EndpointAnnotation.IsHttpScheme)
                ?? throw new DistributedApplicationException($"'{builder.Resource.Name}' has no HTTP endpoint to ask for its health.");

        // The key tells apart several checks of one resource; it is also the name the dashboard shows.
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{statusCode ?? 200}_check";
        return builder.WithHealthCheck(
            key, services => new HttpHealthCheck(endpoint, path ?? "/", statusCode ?? 200, services.GetRequiredService<ResourceNotificationService>()));
    }

    internal static IResourceBuilder<T> WithHealthCheck<T>(
        this IResourceBuilder<T> builder, string key, Func<IServiceProvider, IHealthCheck> check)
        where T : IResource
    {
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, check, HealthStatus.Unhealthy, tags: null, HealthProbe.Timeout));
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }
}
