using System.Reflection;

namespace Harness;

/// <summary>Where the programs are that get started.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>What the build of this very configuration made of a project.</summary>
    public static string Output(string projectFolder, string assembly) =>
        Path.Combine(Root, projectFolder, "bin", Metadata("Configuration"), "net10.0", assembly);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
