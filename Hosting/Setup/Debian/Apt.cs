using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Debian;

/// <summary>Debian's package manager, on this machine's own sources.</summary>
internal static class Apt
{
    private static readonly Dictionary<string, string?> Unattended = new(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive" };

    /// <summary>Installs packages, if there are rights for it.</summary>
    /// <param name="failure">Makes the exception of the caller's subject from a reason.</param>
    public static async Task InstallAsync(
        ILogger logger, IReadOnlyCollection<string> packages, Func<string, SetupException> failure, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", packages);
        if (Executables.Find("apt-get") is null)
        {
            throw failure($"it takes Debian's packages {names}, and this machine has no apt-get");
        }

        if (!await Privilege.IsAvailableAsync(cancellationToken).ConfigureAwait(false))
        {
            throw failure($"installing Debian's packages {names} takes root or sudo without a password");
        }

        await Step.RunAsync(logger, "Installing Debian's " + names, async () =>
        {
            string[] install = ["install", "--yes", "--no-install-recommends", .. packages];
            var outcome = await RunAsync(install, cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                // The lists may be absent or older than the mirror.
                var update = await RunAsync(["update"], cancellationToken).ConfigureAwait(false);
                outcome = update.Succeeded ? await RunAsync(install, cancellationToken).ConfigureAwait(false) : update;
            }

            if (!outcome.Succeeded)
            {
                throw failure("apt-get: " + outcome.Reason);
            }
        }).ConfigureAwait(false);
    }

    public static Task<Outcome> UpdateAsync(CancellationToken cancellationToken) => RunAsync(["update"], cancellationToken);

    private static Task<Outcome> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        new Tool("apt-get", ["--option", "DPkg::Lock::Timeout=120", .. arguments]) { Deadline = Tool.Long, Environment = Unattended }
            .AsRoot().RunAsync(cancellationToken);
}
