using Hosting.Setup.Processes;

namespace Hosting.Setup.Debian;

/// <summary>A suite other than the machine's, with lists of its own, so that the machine's apt does not notice. Signatures are checked.</summary>
internal sealed class DebianSuite
{
    /// <summary>Where Debian's package debian-archive-keyring puts the keys of all its suites.</summary>
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private readonly WorkFolder _work;
    private readonly Func<string, SetupException> _failure;

    private DebianSuite(WorkFolder work, Func<string, SetupException> failure)
    {
        _failure = failure;
        _work = work;
    }

    /// <summary>One line of a sources.list for <paramref name="suite"/>. A mirror may lag behind the date its lists are valid until.</summary>
    public static string Source(Uri mirror, string suite) => $"deb [check-valid-until=no signed-by={Keyring}] {mirror} {suite} main";

    /// <param name="failure">Makes the exception of the caller's subject from a reason.</param>
    public static async Task<DebianSuite> OpenAsync(
        string name, WorkFolder work, Func<string, SetupException> failure, CancellationToken cancellationToken)
    {
        var mirror = await Mirror.FindAsync(cancellationToken).ConfigureAwait(false);
        work.CreateFolder("lists/partial");
        work.CreateFolder("archives/partial");
        await File.WriteAllTextAsync(work.At("sources.list"), Source(mirror, name) + "\n", cancellationToken).ConfigureAwait(false);
        var suite = new DebianSuite(work, failure);
        await suite.AptAsync(["update", "--error-on=any"], cancellationToken).ConfigureAwait(false);
        return suite;
    }

    /// <summary>The path of the package file.</summary>
    public async Task<string> DownloadAsync(string package, CancellationToken cancellationToken)
    {
        await AptAsync(["download", package], cancellationToken).ConfigureAwait(false);
        return Directory.EnumerateFiles(_work.Path, package + "_*.deb").Single();
    }

    private async Task AptAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] own =
        [
            "Dir::Etc::SourceList=" + _work.At("sources.list"),
            "Dir::Etc::SourceParts=-",
            "Dir::State::Lists=" + _work.At("lists"),
            "Dir::Cache=" + _work.Path,
            // Translated descriptions: a third of the download.
            "Acquire::Languages=none",
            // The folder is closed to apt's download user.
            "APT::Sandbox::User=",
        ];
        var apt = new Tool("apt-get", [.. own.SelectMany(option => new[] { "--option", option }), .. arguments])
        {
            Deadline = Tool.Long,
            WorkingDirectory = _work.Path,
        };
        var outcome = await apt.RunAsync(cancellationToken).ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            throw _failure($"apt-get {arguments[0]}: {outcome.Reason}");
        }
    }
}
