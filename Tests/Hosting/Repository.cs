using System.Reflection;

namespace Hosting.Tests;

/// <summary>Where the tests find what they start.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>What the build made of a project.</summary>
    internal static string Output(string projectFolder, string assembly) =>
        Path.Combine(Root, projectFolder, "bin", Metadata("Configuration"), "net10.0", assembly);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
