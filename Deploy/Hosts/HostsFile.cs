using Deploy.Hosts.Blocks;
using Deploy.Hosts.Values;

namespace Deploy.Hosts;

/// <summary>
/// What the manifest does not say: which hosts there are, what runs where, and how it is to be treated. One file is one deployment.
/// </summary>
/// <param name="Deployment">Its name; a host that belongs to another one refuses.</param>
/// <param name="Suite">Of Debian, that every host runs.</param>
/// <param name="WireGuard">Whether the private network is one that we make.</param>
/// <param name="Resources">By the manifest's names.</param>
/// <param name="Parameters">By the manifest's names; never secret ones.</param>
/// <param name="Budgets">How long an outside caller of the resource may have to wait for the network, at most.</param>
/// <param name="Admin">Networks from which SSH and the dashboard may be reached.</param>
internal sealed record HostsFile(
    Stated<string> Deployment,
    Stated<string> Suite,
    IReadOnlyList<Named<string, HostBlock>> Hosts,
    Stated<bool> WireGuard,
    Stated<DefaultsBlock> Defaults,
    Stated<EdgeBlock> Edge,
    IReadOnlyList<Named<string, ResourceBlock>> Resources,
    IReadOnlyList<Named<string, string>> Parameters,
    Stated<SitesBlock> Sites,
    IReadOnlyList<Named<string, TimeSpan>> Budgets,
    Stated<TelemetryBlock> Telemetry,
    IReadOnlyList<Stated<System.Net.IPNetwork>> Admin,
    IReadOnlyList<Named<string, SourceBlock>> Sources)
{
    private readonly Dictionary<string, HostBlock> _hosts = Hosts.Where(host => host.Value.IsStated).ToDictionary(host => host.Name.Value, host => host.Value.Value);
    private readonly Dictionary<string, Named<string, ResourceBlock>> _resources = Resources.ToDictionary(resource => resource.Name.Value);

    /// <summary>The host of that name, if there is one and it could be read.</summary>
    public HostBlock? Host(string name) => _hosts.GetValueOrDefault(name);

    /// <summary>What is said of a resource; null if nothing is.</summary>
    public Named<string, ResourceBlock>? Resource(string name) => _resources.GetValueOrDefault(name);

    /// <summary>The round trip between two sites as it was stated; null where it was not.</summary>
    public TimeSpan? RoundTrip(string one, string other)
    {
        var pair = SitePair.Of(one, other);
        var stated = Sites.IsStated ? Sites.Value.RoundTrips.FirstOrDefault(each => each.Name.Value == pair) : null;
        return stated is { Value.IsStated: true } ? stated.Value.Value : null;
    }
}
