using Hosting.Setup.Engine;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Images;

/// <summary>The images of an engine: those that are there, those that can be pulled, and offline images for those that cannot.</summary>
internal sealed class ImageStore(ContainerEngine engine, ILogger logger)
{
    /// <summary>The images that are neither present nor stand-ins for them.</summary>
    public async Task<IReadOnlyCollection<ImageReference>> FindAbsentAsync(IEnumerable<ImageReference> images, CancellationToken cancellationToken)
    {
        List<ImageReference> absent = [];
        foreach (var image in images)
        {
            var substitute = Recipe.Of(image)?.ImageFor(image);
            if (!await engine.HasImageAsync(image.ToString(), cancellationToken).ConfigureAwait(false)
                && (substitute is null || !await engine.HasImageAsync(substitute, cancellationToken).ConfigureAwait(false)))
            {
                absent.Add(image);
            }
        }

        return absent;
    }

    /// <summary>Requested reference to the one to run in its place, for those that were substituted.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BringAsync(IEnumerable<ImageReference> images, CancellationToken cancellationToken)
    {
        var substitutes = new Dictionary<string, string>(StringComparer.Ordinal);
        List<SetupException> faults = [];
        foreach (var image in images)
        {
            try
            {
                if (await BringAsync(image, cancellationToken).ConfigureAwait(false) is { } substitute)
                {
                    substitutes.Add(image.ToString(), substitute);
                }
            }
            catch (SetupException fault)
            {
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? substitutes : throw SetupException.Of(faults);
    }

    private async Task<string?> BringAsync(ImageReference image, CancellationToken cancellationToken)
    {
        if (await engine.HasImageAsync(image.ToString(), cancellationToken).ConfigureAwait(false))
        {
            logger.ImagePresent(image.ToString());
            return null;
        }

        var pulls = engine.RunAsync(Tool.Long, ["pull", "--quiet", image.ToString()], cancellationToken);
        var pull = await Step.WatchAsync(logger, $"Pulling {image}", pulls).ConfigureAwait(false);
        if (pull.Succeeded)
        {
            logger.ImagePulled(image.ToString());
            return null;
        }

        if (!PullFailure.IsUnreachable(pull.Reason))
        {
            throw new SetupException($"The image {image}", pull.Reason, $"{engine.Runtime} pull {image}");
        }

        var recipe = Recipe.Of(image)
            ?? throw new SetupException($"The image {image}", $"its registry cannot be reached ({pull.Reason}), and there is no recipe for an offline image", $"{engine.Runtime} pull {image}");
        var substitute = recipe.ImageFor(image);
        if (!await engine.HasImageAsync(substitute, cancellationToken).ConfigureAwait(false))
        {
            var offline = new OfflineImage(recipe, image, engine, logger);
            await Step.RunAsync(logger, $"Building {substitute}", () => offline.BuildAsync(substitute, cancellationToken)).ConfigureAwait(false);
        }

        logger.ImageSubstituted(image.ToString(), pull.Reason, substitute);
        return substitute;
    }
}
