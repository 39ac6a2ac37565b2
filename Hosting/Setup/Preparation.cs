using Hosting.Setup.Bundle;
using Hosting.Setup.Engine;
using Hosting.Setup.Images;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>One thorough pass, under the lock: survey without changing anything, ask once, bring.</summary>
internal sealed class Preparation(IReadOnlyCollection<ImageReference> images, AskConsent consent, ILogger logger)
{
    public async Task<(PreparedMachine Machine, ContainerEngine? Engine)> RunAsync(CancellationToken cancellationToken)
    {
        var bundle = AspireBundle.Find();
        var engine = images.Count == 0 ? null : await EngineSurvey.FindAsync(bundle, cancellationToken).ConfigureAwait(false);
        var absent = engine is null
            ? images
            : await new ImageStore(engine, logger).FindAbsentAsync(images, cancellationToken).ConfigureAwait(false);

        await AskAsync(bundle, engine, absent, cancellationToken).ConfigureAwait(false);

        (bundle, engine) = await BringToolsAsync(bundle, engine, absent, cancellationToken).ConfigureAwait(false);
        logger.BundleReady(bundle.Directory);
        if (engine is null)
        {
            return (bundle.Prepare(engine, new Dictionary<string, string>(StringComparer.Ordinal)), null);
        }

        logger.EngineReady(engine.Runtime, engine.Client);
        var substitutes = await new ImageStore(engine, logger).BringAsync(images, cancellationToken).ConfigureAwait(false);
        return (bundle.Prepare(engine, substitutes), engine);
    }

    private async Task AskAsync(
        AspireBundle? bundle, ContainerEngine? engine, IReadOnlyCollection<ImageReference> absent, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        if (bundle is null)
        {
            missing.Add(AspirePackage.Description);
        }

        if (engine is null && images.Count > 0)
        {
            missing.Add("a container engine that DCP accepts: Debian's packages, as root, and its daemon started");
        }

        missing.AddRange(absent.Select(image => $"the image {image}: pulled, or built offline from Debian's packages if its registry cannot be reached"));
        if (missing.Count > 0)
        {
            await consent(missing, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Both at the same time, and the faults of both at once, with what had to wait for them.</summary>
    private async Task<(AspireBundle Bundle, ContainerEngine? Engine)> BringToolsAsync(
        AspireBundle? bundle, ContainerEngine? engine, IReadOnlyCollection<ImageReference> absent, CancellationToken cancellationToken)
    {
        var bringsBundle = bundle is not null ? Task.FromResult(bundle) : AspirePackage.BringAsync(logger, cancellationToken);
        var bringsEngine = engine is not null || images.Count == 0 ? Task.CompletedTask : DebianEngine.BringAsync(logger, cancellationToken);
        await Task.WhenAll(bringsBundle, bringsEngine).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();

        SetupException[] faults = [.. new[] { bringsBundle, bringsEngine }.SelectMany(task => task.Exception?.InnerExceptions ?? []).OfType<SetupException>()];
        if (faults.Length > 0)
        {
            throw SetupException.Of([.. faults, .. absent.Select(image => new SetupException($"The image {image}", "not tried, because it comes after the above"))]);
        }

        await bringsEngine.ConfigureAwait(false);
        var judged = bundle is not null && engine is not null;
        bundle = await bringsBundle.ConfigureAwait(false);
        return judged || images.Count == 0
            ? (bundle, engine)
            : (bundle, await EngineSurvey.RequireAsync(bundle, cancellationToken).ConfigureAwait(false));
    }
}
