using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Benchmarks.Running;

internal static class Volumes
{
    /// <summary>They hold the developer's data. Without them, servers start empty and their data go with their containers.</summary>
    public static void RemoveVolumes(this IDistributedApplicationTestingBuilder builder)
    {
        foreach (var annotations in builder.Resources.Select(resource => resource.Annotations))
        {
            foreach (var volume in annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).ToList())
            {
                annotations.Remove(volume);
            }
        }
    }
}
