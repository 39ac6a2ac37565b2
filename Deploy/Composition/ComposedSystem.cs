using Deploy.Firewall;
using Deploy.Placement;
using Deploy.Rendering;
using Deploy.Resolution;

namespace Deploy.Composition;

/// <summary>All that one host is to have.</summary>
/// <param name="Files">By path; no path occurs twice.</param>
/// <param name="Packages">Debian's names, by alphabet.</param>
internal sealed record ComposedHost(string Name, IReadOnlyList<HostFile> Files, IReadOnlyList<HostUnit> Units, IReadOnlyList<string> Packages);

/// <summary>A deployment, decided to the last byte.</summary>
/// <param name="Ranks">By resource: what others refer to comes before them.</param>
internal sealed record ComposedSystem(
    string Deployment,
    PlacedSystem Placed,
    IReadOnlyDictionary<string, int> Ports,
    IReadOnlyList<ComposedHost> Hosts,
    IReadOnlyList<Flow> Flows,
    IReadOnlyList<LeftOut> LeftOut,
    IReadOnlyDictionary<string, int> Ranks,
    SecretSet Secrets);
