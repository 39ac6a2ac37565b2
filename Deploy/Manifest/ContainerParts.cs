using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>How a container's image is built where no image is named.</summary>
/// <param name="Context">The folder, relative to the manifest or absolute.</param>
/// <param name="Dockerfile">The file, likewise.</param>
/// <param name="Stage">The stage of a Dockerfile that has several; null for the last.</param>
/// <param name="BuildOnly">Whether it is built only for its files, which others take (<see cref="ContainerFiles"/>), and never runs.</param>
/// <param name="Arguments">By name; null takes the variable of that name from the environment of who builds.</param>
internal sealed record ContainerBuild(
    string Context,
    string Dockerfile,
    string? Stage,
    bool BuildOnly,
    IReadOnlyDictionary<string, Expression?> Arguments,
    IReadOnlyList<BuildSecret> Secrets);

/// <summary>What only the build may know: a value, or the path of a file, relative to the manifest or absolute.</summary>
internal sealed record BuildSecret(string Name, Expression? Value, string? File);

/// <summary>Data of a container that outlives it.</summary>
/// <param name="Name">Null for an anonymous one.</param>
/// <param name="Target">The path inside.</param>
internal sealed record Volume(string? Name, string Target, bool ReadOnly, Position At);

/// <summary>A path of the host that a container sees.</summary>
/// <param name="Source">Relative to the manifest or absolute.</param>
internal sealed record BindMount(string Source, string Target, bool ReadOnly, Position At);

/// <summary>Files that a resource takes from another's image.</summary>
/// <param name="From">That resource's name.</param>
/// <param name="Destination">The folder they are put into.</param>
/// <param name="Sources">Paths in the other's image.</param>
internal sealed record ContainerFiles(string From, string Destination, IReadOnlyList<string> Sources, Position At);
