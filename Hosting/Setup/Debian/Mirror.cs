using Hosting.Setup.Processes;

namespace Hosting.Setup.Debian;

/// <summary>The Debian mirror that this machine's apt is configured with; the repository names none.</summary>
internal static class Mirror
{
    public static async Task<Uri> FindAsync(CancellationToken cancellationToken)
    {
        if (await AskAptAsync(cancellationToken).ConfigureAwait(false) is { } mirror)
        {
            return mirror;
        }

        // Without lists apt does not know whose mirrors its sources name.
        var update = await Apt.UpdateAsync(cancellationToken).ConfigureAwait(false);
        return await AskAptAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new SetupException(
                "A Debian mirror",
                update.Succeeded ? "apt is configured with no mirror of Debian itself" : "apt-get update: " + update.Reason,
                Privilege.Prefix + "apt-get update",
                "apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)'   # must show a line: Debian Debian <mirror>");
    }

    /// <summary>From lines "origin|label|address"; security updates have a label and a mirror of their own.</summary>
    internal static Uri? Parse(string lines) => lines
        .Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split('|'))
        .Where(parts => parts is ["Debian", "Debian", _])
        .Select(parts => Uri.TryCreate(parts[2], UriKind.Absolute, out var address) ? address : null)
        .FirstOrDefault(address => address is not null);

    private static async Task<Uri?> AskAptAsync(CancellationToken cancellationToken)
    {
        var outcome = await new Tool("apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)").RunAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Succeeded ? Parse(outcome.Output) : null;
    }
}
