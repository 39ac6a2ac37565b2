namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a container gets before it starts.</summary>
public abstract class ContainerFileSystemItem
{
    /// <summary>Without a folder.</summary>
    public required string Name { get; set; }

    /// <summary>As the umask says if <see cref="UnixFileMode.None"/>.</summary>
    public UnixFileMode Mode { get; set; }
}

/// <summary>A file: either its text, or the path of one on this machine.</summary>
public sealed class ContainerFile : ContainerFileSystemItem
{
    public string? Contents { get; set; }

    /// <summary>Absolute.</summary>
    public string? SourcePath { get; set; }
}

internal sealed record ContainerFilesAnnotation(
    string DestinationPath, IReadOnlyList<ContainerFile> Files, int? DefaultOwner, int? DefaultGroup, UnixFileMode? Umask) : IResourceAnnotation;
