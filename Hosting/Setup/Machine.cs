using Hosting.Setup.Images;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>Makes this machine ready to run an app host.</summary>
public static class Machine
{
    /// <summary>
    /// Looks for what <paramref name="request"/> needs and brings what is missing, after asking once if there is a terminal to ask on.
    /// With everything present it takes no lock and costs a few probes.
    /// </summary>
    /// <exception cref="SetupException">Something is missing and could not be brought.</exception>
    public static Task<PreparedMachine> PrepareAsync(SetupRequest request, ILogger logger, CancellationToken cancellationToken)
    {
        return PrepareAsync(request, Consent.AskIfPossibleAsync, logger, cancellationToken);
    }

    internal static async Task<PreparedMachine> PrepareAsync(
        SetupRequest request, AskConsent consent, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(logger);
        var images = request.Images.Select(ImageReference.Parse).Distinct().ToArray();
        var record = VerifiedMachine.For(images);
        if (await record.FindAsync(cancellationToken).ConfigureAwait(false) is { } present)
        {
            return present;
        }

        using var turn = await MachineLock.TakeAsync(logger, cancellationToken).ConfigureAwait(false);
        // Whoever held the lock may have brought it all.
        if (await record.FindAsync(cancellationToken).ConfigureAwait(false) is { } brought)
        {
            return brought;
        }

        CacheDirectory.RemoveLeftovers();
        var (machine, engine) = await new Preparation(images, consent, logger).RunAsync(cancellationToken).ConfigureAwait(false);
        record.Save(machine, engine);
        return machine;
    }
}
