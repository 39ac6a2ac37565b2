namespace Aspire.Hosting.ApplicationModel;

public class ProjectResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal IProjectMetadata Metadata => Annotations.OfType<IProjectMetadata>().Last();

    internal string Directory => Path.GetDirectoryName(Metadata.ProjectPath)!;
}
