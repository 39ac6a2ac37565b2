namespace Aspire.Hosting.ApplicationModel;

public class ContainerResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ContainerImageAnnotation Image =>
        this.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new DistributedApplicationException($"Container '{Name}' has no image: call WithImage.");

    internal ContainerLifetime Lifetime =>
        this.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var lifetime) ? lifetime.Lifetime : ContainerLifetime.Session;
}
