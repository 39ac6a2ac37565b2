using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Containers.</summary>
public static class ContainerBuilderExtensions
{
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">Image without tag, such as <c>docker.io/library/nginx</c>.</param>
    /// <param name="tag">Tag.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name)).WithImage(image, tag);

    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerImageAnnotation { Image = image, Tag = tag }, ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        builder.Resource.Image.Registry = registry;
        return builder;
    }

    /// <summary>Mounts a named volume, which outlives the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));

    /// <summary>Mounts a path of the host; a relative one starts at the AppHost's folder.</summary>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(
            Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory), target, ContainerMountType.BindMount, isReadOnly));

    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource => builder.WithAnnotation(
            new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);
}

internal static class VolumeName
{
    /// <summary>Aspire's name of an unnamed data volume: application, hash of the AppHost's path, resource, suffix.</summary>
    internal static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        var hash = configuration["AppHost:Sha256"]![..10].ToLowerInvariant();
        var application = string.Concat(builder.ApplicationBuilder.Environment.ApplicationName
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? char.ToLowerInvariant(c) : '_'));
        return $"{application}-{hash}-{builder.Resource.Name}-{suffix}";
    }
}
