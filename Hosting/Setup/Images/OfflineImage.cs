using System.Globalization;
using Hosting.Setup.Debian;
using Hosting.Setup.Engine;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Images;

/// <summary>An image made from Debian's packages, for machines that reach Debian's mirrors and no registry of images.</summary>
internal sealed class OfflineImage(Recipe recipe, ImageReference image, ContainerEngine engine, ILogger logger)
{
    internal const string Label = "aspire-hosting.offline";

    /// <summary>Not at once: another checkout on this machine may still have the former recipe.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(7);

    // For people to read in no container.
    private static readonly string[] NeverNeeded = ["/usr/share/doc/*", "/usr/share/info/*", "/usr/share/locale/*", "/usr/share/man/*", "/usr/share/lintian/*"];

    /// <summary>The image gets its name with its last layer: a build that is killed leaves none.</summary>
    public async Task BuildAsync(string name, CancellationToken cancellationToken)
    {
        if (Executables.Find("mmdebstrap") is null)
        {
            await Apt.InstallAsync(logger, ["mmdebstrap"], Failure, cancellationToken).ConfigureAwait(false);
        }

        if (!await Privilege.IsAvailableAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Failure("its registry cannot be reached, and building an offline image takes root or sudo without a password");
        }

        using var work = CacheDirectory.CreateWork();
        var version = await MakeTreeAsync(work, cancellationToken).ConfigureAwait(false);
        string[] changes = [.. recipe.Manifest.Changes, $"LABEL org.opencontainers.image.version={version}", $"LABEL {Label}={recipe.Name}"];
        var import = await engine.RunAsync(
            Tool.Long, ["import", .. changes.SelectMany(change => new[] { "--change", change }), work.At("tree.tar"), name], cancellationToken).ConfigureAwait(false);
        if (!import.Succeeded)
        {
            throw Failure($"{engine.Runtime} import: {import.Reason}");
        }

        await RemoveOldAsync(engine, recipe.Name, ForgottenAfter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Those of former recipes that no container uses. What fails here is done by the next build.</summary>
    internal static Task<Outcome> RemoveOldAsync(ContainerEngine engine, string name, TimeSpan age, CancellationToken cancellationToken)
    {
        var until = string.Create(CultureInfo.InvariantCulture, $"until={age.TotalSeconds:0}s");
        return engine.RunAsync(Tool.Long, ["image", "prune", "--all", "--force", "--filter", $"label={Label}={name}", "--filter", until], cancellationToken);
    }

    /// <summary>Makes tree.tar and returns the version of the package that matters.</summary>
    private async Task<string> MakeTreeAsync(WorkFolder work, CancellationToken cancellationToken)
    {
        var manifest = recipe.Manifest;
        var files = WriteFiles(work);
        var mirror = await Mirror.FindAsync(cancellationToken).ConfigureAwait(false);
        var build = new Tool("mmdebstrap",
        [
            "--mode=root",
            "--variant=essential",
            "--include=" + string.Join(',', manifest.Packages),
            .. NeverNeeded.Concat(manifest.LeaveOut).Select(path => "--dpkgopt=path-exclude=" + path),
            // A hook without white space is a program that gets the tree's path; one with it is a shell script that gets it as $1.
            """--customize-hook=chroot "$1" dpkg-query --show --showformat='${Version}' "$VERSION_OF" >"$VERSION_FILE" """,
            "--customize-hook=" + Path.Combine(files, "customize.sh"),
            manifest.Suite,
            work.At("tree.tar"),
            DebianSuite.Source(mirror, manifest.Suite),
        ])
        {
            Deadline = Tool.Long,
            WorkingDirectory = work.Path,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["TMPDIR"] = work.Path,
                // customize.sh may make images of one release that differ, such as one with plugins.
                ["TAG"] = image.Tag,
                ["VERSION_OF"] = manifest.VersionOf,
                ["VERSION_FILE"] = work.At("version"),
            },
        };
        var outcome = await build.AsRoot().RunAsync(cancellationToken).ConfigureAwait(false);
        var version = File.Exists(work.At("version")) ? await File.ReadAllTextAsync(work.At("version"), cancellationToken).ConfigureAwait(false) : null;
        if (version is not null && ImageReference.ReleaseOf(version) != image.Release)
        {
            throw Failure($"Debian's {manifest.Suite} has {manifest.VersionOf} {version}, and the tag asks for {image.Tag}");
        }

        return outcome.Succeeded && version is not null ? version : throw Failure("mmdebstrap: " + outcome.Reason);
    }

    private string WriteFiles(WorkFolder work)
    {
        var folder = work.CreateFolder("recipe");
        foreach (var (name, content) in recipe.Files)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, content);
            if (name.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return folder;
    }

    private SetupException Failure(string reason) => new(
        $"The image {image}", reason, $"{engine.Runtime} pull {image}   # where its registry can be reached", $"{engine.Runtime} load --input <file>   # of {engine.Runtime} save {image}");
}
