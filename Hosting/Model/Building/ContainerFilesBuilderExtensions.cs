using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Files that a container gets before it starts.</summary>
public static class ContainerFilesBuilderExtensions
{
    /// <summary>
    /// Copies files into the container, in run mode. Unlike a mount, they are readable in there whatever their modes are on this machine.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">Absolute path in the container of the folder they are put into.</param>
    /// <param name="entries">The files.</param>
    /// <param name="defaultOwner">The id of the user whose they are; root if null.</param>
    /// <param name="defaultGroup">The id of the group; root's if null.</param>
    /// <param name="umask">What nobody may do with them; 022 if null.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        IEnumerable<ContainerFileSystemItem> entries,
        int? defaultOwner = null,
        int? defaultGroup = null,
        UnixFileMode? umask = null)
        where T : ContainerResource => builder.WithAnnotation(
            new ContainerFilesAnnotation(destinationPath, [.. entries.Cast<ContainerFile>()], defaultOwner, defaultGroup, umask));
}
