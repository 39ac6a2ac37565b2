using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Order at start.</summary>
public static class WaitBuilderExtensions
{
    /// <summary>Starts only when the dependency runs and its health checks pass.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy, 0);

    /// <summary>Starts only when the dependency has ended with <paramref name="exitCode"/>.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitForCompletion, exitCode);

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, WaitType type, int exitCode)
        where T : IResourceWithWaitSupport
    {
        if (ReferenceEquals(builder.Resource, dependency))
        {
            throw new DistributedApplicationException($"Resource '{dependency.Name}' cannot wait for itself.");
        }

        return builder.WithRelationship(dependency, "WaitFor").WithAnnotation(new WaitAnnotation(dependency, type, exitCode));
    }
}
