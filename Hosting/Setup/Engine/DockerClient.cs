using Hosting.Setup.Debian;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Engine;

/// <summary>A docker client that DCP accepts. An engine may be older than its client.</summary>
/// <param name="Environment">What DCP needs to find it; empty if it is the first on the PATH.</param>
internal sealed record DockerClient(string Path, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Debian 12 has 20.10; this suite's 26.1 also runs on Debian 12, whose C library is new enough.</summary>
    private const string Suite = "trixie";
    private const string Package = "docker-cli";

    private static readonly Version Oldest = new(25, 0);
    private static readonly string Target = CacheDirectory.At(Package, Suite);
    private static readonly string TargetFolder = System.IO.Path.Combine(Target, "usr", "bin");

    public static async Task<DockerClient?> FindAsync(CancellationToken cancellationToken)
    {
        if (Executables.Find("docker") is { } onPath && await ClientVersion.OfAsync(onPath, cancellationToken).ConfigureAwait(false) >= Oldest)
        {
            return new DockerClient(onPath, new Dictionary<string, string>(StringComparer.Ordinal));
        }

        var brought = System.IO.Path.Combine(TargetFolder, "docker");
        return File.Exists(brought)
            ? new DockerClient(brought, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = TargetFolder + System.IO.Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH"),
            })
            : null;
    }

    public static Task BringAsync(ILogger logger, CancellationToken cancellationToken) =>
        Step.RunAsync(logger, $"Downloading Debian's {Package} of {Suite}", async () =>
        {
            using var work = CacheDirectory.CreateWork();
            var suite = await DebianSuite.OpenAsync(Suite, work, Failure, cancellationToken).ConfigureAwait(false);
            var package = await suite.DownloadAsync(Package, cancellationToken).ConfigureAwait(false);
            var unpack = new Tool("dpkg-deb", "--extract", package, work.CreateFolder("tree"));
            var outcome = await unpack.RunAsync(cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw Failure("dpkg-deb: " + outcome.Reason);
            }

            CacheDirectory.Publish(work.At("tree"), Target);
        });

    private static SetupException Failure(string reason) => new(
        $"A docker client of {Oldest} or newer, as DCP wants it ({Package} of Debian's {Suite})",
        reason,
        $"{Privilege.Prefix}apt-get update   # must succeed; then: eng/setup",
        "# or install a newer docker client in front of all others on the PATH");
}
