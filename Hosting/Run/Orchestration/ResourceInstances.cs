using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Run.Orchestration;

/// <summary>One running copy of a resource: a replica of a project, a container.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Id">Unique in this run; also the name of a container, and of the first object in DCP (<see cref="InstanceSpecs.ObjectName"/>).</param>
internal sealed record ResourceInstance(IResource Resource, string Id)
{
    /// <summary>Whether it is a process of this machine, and not a container or a mere value.</summary>
    internal bool IsProcess => Resource is ProjectResource or ExecutableResource;

    /// <summary>What tells instances of a resource apart. The dashboard finds telemetry by it: resource name, hyphen, suffix make the id.</summary>
    internal string Suffix => Id.Length > Resource.Name.Length ? Id[(Resource.Name.Length + 1)..] : Id;
}

/// <summary>Names the instances of every resource for this run.</summary>
internal sealed class ResourceInstances
{
    private const string SuffixLetters = "abcdefghijkmnpqrstuvwxyz";
    private const int SuffixLength = 8;

    private readonly Dictionary<IResource, List<ResourceInstance>> _byResource;

    /// <param name="model">The application.</param>
    /// <param name="stableSuffix">The suffix of what outlives this run, so that the next one finds it again.</param>
    internal ResourceInstances(DistributedApplicationModel model, string stableSuffix) =>
        _byResource = model.Resources.ToDictionary(
            resource => resource,
            resource => Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => new ResourceInstance(resource, Id(resource, stableSuffix))).ToList());

    internal IEnumerable<ResourceInstance> All => _byResource.Values.SelectMany(instances => instances);

    internal IReadOnlyList<ResourceInstance> Of(IResource resource) => _byResource[resource];

    /// <summary>The instances that a name means: one by its id, or all of a resource.</summary>
    internal IReadOnlyList<ResourceInstance> Named(string name) =>
        [.. All.Where(i => i.Id == name || string.Equals(i.Resource.Name, name, StringComparison.OrdinalIgnoreCase))];

    private static string Id(IResource resource, string stableSuffix) => resource switch
    {
        ContainerResource { Lifetime: ContainerLifetime.Persistent } => $"{resource.Name}-{stableSuffix}",
        ContainerResource or ProjectResource or ExecutableResource => $"{resource.Name}-{RandomNumberGenerator.GetString(SuffixLetters, SuffixLength)}",
        _ => resource.Name,
    };
}
