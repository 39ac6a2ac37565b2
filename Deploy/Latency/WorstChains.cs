using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Manifest.References;
using Deploy.Placement;

namespace Deploy.Latency;

/// <summary>
/// Latency is physics: how long a request waits for the network alone, if every call goes the longest way that the placement allows.
/// Calls to different resources count as going out together, those to the same one after another.
/// </summary>
internal sealed class WorstChains
{
    // Beyond it no request comes back; and it keeps calls times calls from overflowing.
    private const int MaxCalls = 1_000_000;

    // A request that waits for more than this is nobody's; and a hostile manifest cannot run out of stack.
    private const int MaxHops = 64;

    private readonly HostsFile _file;
    private readonly PlacedSystem _placed;
    private readonly ILookup<string, string> _targets;
    private readonly Dictionary<string, IReadOnlyList<string>> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Resource, string Site), Step?> _worst = [];
    private readonly HashSet<string> _under = new(StringComparer.Ordinal);

    private WorstChains(HostsFile file, PlacedSystem placed, ReferenceGraph graph)
    {
        (_file, _placed) = (file, placed);
        _targets = graph.Connections.ToLookup(connection => connection.From, connection => connection.To, StringComparer.Ordinal);
    }

    /// <summary>For each resource with an external binding, in the manifest's order; none where no round trips are stated.</summary>
    public static IReadOnlyList<EndpointLatency> Of(HostsFile file, PlacedSystem placed, ReferenceGraph graph)
    {
        if (!file.Sites.IsStated)
        {
            return [];
        }

        var chains = new WorstChains(file, placed, graph);
        return [.. placed.Resources.Where(resource => resource.Hosts.Count > 0 && Outside.IsExternal(resource.Workload)).Select(chains.Of)];
    }

    private EndpointLatency Of(PlacedResource resource)
    {
        var isEdge = _file.Edge.IsStated && (!_file.Edge.Value.Resource.IsStated || _file.Edge.Value.Resource.Value == resource.Name);
        var doors = isEdge ? _file.Edge.Value.On.Value.Select(host => _file.Host(host.Value)!.Site.Value).Distinct().ToList() : [];
        var first = doors.Count > 0
            ? doors.Select(site => Worst("edge", site, resource.Name, calls: 1)).MaxBy(step => step.Total)!
            : SitesOf(resource.Name).Select(site => WorstFrom(resource.Name, site)).OfType<Step>().MaxBy(step => step.Total);
        var hops = new List<Hop>();
        var calls = 1;
        for (var step = first; step is not null; step = step.Next)
        {
            calls = Math.Min(calls * step.Calls, MaxCalls);
            hops.Add(new Hop(step.From, step.FromSite, step.To, step.ToSite, step.RoundTrip, calls));
        }

        var budget = _file.Budgets.FirstOrDefault(each => each.Name.Value == resource.Name);
        return new EndpointLatency(
            resource.Name, hops.Aggregate(TimeSpan.Zero, (sum, hop) => sum + hop.Total), budget is { Value.IsStated: true } ? budget.Value.Value : null, hops);
    }

    /// <summary>The worst call that a request to a resource on a site makes; null if it makes none.</summary>
    private Step? WorstFrom(string resource, string site)
    {
        if (_worst.TryGetValue((resource, site), out var known))
        {
            return known;
        }

        // A circle of references is no endless chain of calls: what is under way is not called again.
        if (_under.Count >= MaxHops || !_under.Add(resource))
        {
            return null;
        }

        var worst = _targets[resource].Distinct().Where(target => !_under.Contains(target))
            .Select(target => (Target: target, Calls: CallsOf(resource, target))).Where(each => each.Calls > 0)
            .Select(each => Worst(resource, site, each.Target, each.Calls)).MaxBy(step => step.Total);
        _under.Remove(resource);
        _worst[(resource, site)] = worst;
        return worst;
    }

    private Step Worst(string from, string site, string to, int calls)
    {
        var steps = SitesOf(to).Select(other => new Step(from, site, to, other, RoundTrip(site, other), calls, WorstFrom(to, other)));
        return steps.MaxBy(step => step.Total) ?? new Step(from, site, to, "elsewhere", TimeSpan.Zero, calls, null);
    }

    private TimeSpan RoundTrip(string one, string other) => _file.RoundTrip(one, other) ?? TimeSpan.Zero;

    private IReadOnlyList<string> SitesOf(string resource)
    {
        if (!_sites.TryGetValue(resource, out var sites))
        {
            _sites[resource] = sites = [.. (_placed.Find(resource)?.Hosts ?? []).Select(host => _file.Host(host)!.Site.Value).Distinct().Order(StringComparer.Ordinal)];
        }

        return sites;
    }

    private int CallsOf(string from, string to) => _placed.Find(from)?.Block is { Calls.IsStated: true } block
        && block.Calls.Value.FirstOrDefault(call => call.Name.Value == to) is { Value.IsStated: true } stated ? stated.Value.Value : 1;

    private sealed record Step(string From, string FromSite, string To, string ToSite, TimeSpan RoundTrip, int Calls, Step? Next)
    {
        public TimeSpan Total { get; } = Times(RoundTrip + (Next?.Total ?? TimeSpan.Zero), Calls);

        private static TimeSpan Times(TimeSpan time, int calls) => time > TimeSpan.FromDays(1) ? time : time * calls;
    }
}
