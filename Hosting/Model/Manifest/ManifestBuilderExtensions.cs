using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What becomes of a resource in the manifest.</summary>
public static class ManifestBuilderExtensions
{
    /// <summary>Leaves the resource out: it is for run mode alone.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(new ExcludedFromManifestAnnotation(), ResourceAnnotationMutationBehavior.Replace);
}

internal sealed class ExcludedFromManifestAnnotation : IResourceAnnotation;
