using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Bundle;

/// <summary>The npm package of the Aspire CLI: one executable that holds DCP and the dashboard and unpacks them.</summary>
internal static class AspirePackage
{
    private const string Version = "13.5.4";
    private const string InstallCli = "install the Aspire CLI 13.5 (https://aspire.dev/get-started/install-cli/) and run: aspire setup";

    // As the registry states it: npm view @microsoft/aspire-cli-linux-x64@13.5.4 dist.integrity
    private static readonly Dictionary<string, string> Integrity = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = "sha512-8PWeRHM1+QwQB2wxDnfPsimi3EW01r04b4DjX0jIDE78SlfJabwVfYArW/48vDzYvPzKSRye6DIPVAsCFoXjBA==",
    };

    public static string Target { get; } = CacheDirectory.At("aspire", Version);

    public static string Description => $"DCP and the Aspire dashboard: npm package {Name}@{Version}, 145 MB, into {Target}";

    private static string Platform => RuntimeInformation.RuntimeIdentifier;

    private static string Name => "@microsoft/aspire-cli-" + Platform;

    public static async Task<AspireBundle> BringAsync(ILogger logger, CancellationToken cancellationToken)
    {
        var integrity = Integrity.GetValueOrDefault(Platform) ?? throw Failure($"no checksum of {Name} is pinned");
        using var work = CacheDirectory.CreateWork();
        var package = "";
        await Step.RunAsync(logger, $"Downloading {Name}@{Version}", async () => package = await DownloadAsync(work, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
        await VerifyAsync(package, integrity, cancellationToken).ConfigureAwait(false);
        await Step.RunAsync(logger, "Unpacking DCP and the dashboard", () => UnpackAsync(package, work, cancellationToken)).ConfigureAwait(false);
        return new AspireBundle(Target);
    }

    private static async Task<string> DownloadAsync(WorkFolder work, CancellationToken cancellationToken)
    {
        var folder = work.CreateFolder("download");
        // A cache of its own: 145 MB that nobody needs twice should not stay in the user's. No log, because its name would be told and
        // the file is gone by then. Left alone, npm needs over a minute to see that there is no network.
        string[] options = ["--pack-destination", folder, "--ignore-scripts", "--cache", work.At("npm"), "--logs-max", "0", "--loglevel", "error"];
        var npm = new Tool("npm", ["pack", $"{Name}@{Version}", .. options, "--fetch-retry-mintimeout", "1000", "--fetch-retry-maxtimeout", "3000"])
        {
            Deadline = Tool.Long,
            WorkingDirectory = folder,
        };
        var outcome = await npm.RunAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Succeeded && Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault() is { } package
            ? package
            : throw Failure(outcome.Reason);
    }

    private static async Task VerifyAsync(string package, string integrity, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(package);
        await using (file.ConfigureAwait(false))
        {
            var found = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            if (!string.Equals(found, integrity, StringComparison.Ordinal))
            {
                throw Failure($"{Name}@{Version} has the checksum {found}, and not the pinned {integrity}");
            }
        }
    }

    private static async Task UnpackAsync(string package, WorkFolder work, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(package);
        await using (file.ConfigureAwait(false))
        {
            var tar = new GZipStream(file, CompressionMode.Decompress);
            await using (tar.ConfigureAwait(false))
            {
                await TarFile.ExtractToDirectoryAsync(tar, work.CreateFolder("cli"), overwriteFiles: false, cancellationToken).ConfigureAwait(false);
            }
        }

        // Whatever it is asked, the CLI first unpacks itself into the .aspire folder of its home and writes logs and caches there.
        var home = work.CreateFolder("home");
        var cliHome = Path.Combine(home, ".aspire");
        var setup = new Tool(work.At("cli/package/bin/aspire"), "setup", "--nologo", "--non-interactive", "--install-path", cliHome)
        {
            Deadline = Tool.Long,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HOME"] = home,
                ["XDG_CACHE_HOME"] = null,
                ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            },
        };
        var outcome = await setup.RunAsync(cancellationToken).ConfigureAwait(false);
        var unpacked = AspireBundle.In(cliHome).FirstOrDefault();
        if (!outcome.Succeeded || unpacked is null)
        {
            throw Failure("aspire setup: " + outcome.Reason);
        }

        CacheDirectory.Publish(unpacked, Target);
    }

    private static SetupException Failure(string reason) =>
        new("DCP and the Aspire dashboard", reason, $"npm view {Name}@{Version}   # must answer; then: eng/setup", "# or " + InstallCli);
}
