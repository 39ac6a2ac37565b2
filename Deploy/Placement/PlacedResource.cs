using Deploy.Hosts.Blocks;
using Deploy.Manifest;

namespace Deploy.Placement;

/// <summary>One resource of the manifest that runs, and where.</summary>
/// <param name="Block">What hosts.yaml says of it; null if nothing.</param>
/// <param name="Version">Of the engine, as its image's tag says; empty where there is none.</param>
/// <param name="Hosts">The primary of a database first; empty if somebody else runs it.</param>
internal sealed record PlacedResource(Workload Workload, ResourceBlock? Block, Engine Engine, string Version, bool KeepsData, IReadOnlyList<string> Hosts)
{
    public string Name => Workload.Name;

    /// <summary>Where somebody else runs it; null if we do.</summary>
    public ExternalBlock? External => Block is { External.IsStated: true } ? Block.External.Value : null;

    /// <summary>The host that a database's writes go to.</summary>
    public string Primary => Hosts[0];

    /// <summary>Why it is on a host, as a person would look it up: a sentence.</summary>
    public string Because(string host) => Block switch
    {
        { Primary.IsStated: true } => $"resources.{Name}.{(host == Primary ? "primary" : "replicas")} names {host}.",
        { Members.IsStated: true } => $"resources.{Name}.members names {host}.",
        { On: { IsStated: true, Value: OnLabel on } } => $"resources.{Name}.on chooses {host} among those labelled {on.Label.Value}.",
        { On.IsStated: true } => $"resources.{Name}.on names {host}.",
        _ => $"{host} is where things are by default.",
    };
}

/// <summary>What runs on one host.</summary>
internal sealed record Instance(PlacedResource Resource, string Host)
{
    /// <summary>Of traces and logs: <c>auth-a</c>.</summary>
    public string Id => $"{Resource.Name}-{Host}";
}

/// <summary>Where everything runs.</summary>
/// <param name="Resources">In the manifest's order.</param>
internal sealed record PlacedSystem(IReadOnlyList<PlacedResource> Resources)
{
    private readonly Dictionary<string, PlacedResource> _byName = Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);
    private readonly ILookup<string, Instance> _byHost = Resources
        .SelectMany(resource => resource.Hosts.Select(host => new Instance(resource, host))).ToLookup(instance => instance.Host, StringComparer.Ordinal);

    /// <returns>Null for what does not run, such as a parameter.</returns>
    public PlacedResource? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What runs on a host, in the manifest's order.</summary>
    public IEnumerable<Instance> On(string host) => _byHost[host];
}
