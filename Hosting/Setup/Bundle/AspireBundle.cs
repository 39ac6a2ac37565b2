using Hosting.Setup.Engine;

namespace Hosting.Setup.Bundle;

/// <summary>A folder with DCP and the dashboard, as the Aspire CLI unpacks them.</summary>
internal sealed record AspireBundle(string Directory)
{
    /// <summary>DCP's API and the dashboard's gRPC contract are those of this release.</summary>
    public const string Release = "13.5";

    public string Dcp => Path.Combine(Directory, "dcp", "dcp");

    public string Dashboard => Path.Combine(Directory, "managed", "aspire-managed");

    private bool IsWhole => File.Exists(Dcp) && File.Exists(Dashboard);

    /// <summary>An installed Aspire CLI's, else the one brought earlier, else null.</summary>
    public static AspireBundle? Find() =>
        Installed()
        .Append(AspirePackage.Target)
        .Select(directory => new AspireBundle(directory))
        .FirstOrDefault(bundle => bundle.IsWhole);

    /// <summary>The version folders of the release in the home of a CLI, newest first: <c>13.5.4_commit-hash</c>.</summary>
    public static IEnumerable<string> In(string cliHome)
    {
        var versions = Path.Combine(cliHome, "versions");
        return System.IO.Directory.Exists(versions)
            ? System.IO.Directory.EnumerateDirectories(versions, Release + ".*").OrderByDescending(VersionOf)
            : [];
    }

    public PreparedMachine Prepare(ContainerEngine? engine, IReadOnlyDictionary<string, string> images) =>
        new(Dcp, Dashboard, engine?.Runtime, engine?.Environment ?? new Dictionary<string, string>(StringComparer.Ordinal), images);

    internal static Version VersionOf(string directory) =>
        Version.TryParse(Path.GetFileName(directory).Split('_', '-', '+')[0], out var version) ? version : new Version();

    private static IEnumerable<string> Installed()
    {
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire");
        // "bundle" is a link to the version in use.
        var bundle = new DirectoryInfo(Path.Combine(home, "bundle"));
        var current = bundle.Exists ? bundle.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;
        return In(home).OrderByDescending(directory => string.Equals(directory, current, StringComparison.Ordinal));
    }
}
