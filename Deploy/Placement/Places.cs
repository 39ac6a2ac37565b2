using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Rules;
using Deploy.State;

namespace Deploy.Placement;

/// <summary>Finds the hosts of what is placed by <c>on</c>: the named ones first, so that what chooses can keep away from them.</summary>
internal sealed class Places
{
    private readonly HostsFile _file;
    private readonly RecordedState _state;
    private readonly IReadOnlyDictionary<string, Stated<On>> _on;
    private readonly ILookup<string, string> _byLabel;
    private readonly ILookup<string, string> _apart;
    private readonly Dictionary<string, IReadOnlyList<string>> _hosts = new(StringComparer.Ordinal);

    /// <param name="on">By resource; not stated for what is placed by other keys.</param>
    public Places(HostsFile file, IReadOnlyDictionary<string, Stated<On>> on, RecordedState state)
    {
        _file = file;
        _state = state;
        _on = on;
        _byLabel = file.Hosts
            .SelectMany(host => host.Value.Value.Labels.Or([]).Select(label => (Label: label.Value, Host: host.Name.Value)))
            .ToLookup(each => each.Label, each => each.Host, StringComparer.Ordinal);
        _apart = ApartRules.Pairs(file)
            .SelectMany(pair => new[] { (pair.One, pair.Other), (One: pair.Other, Other: pair.One) })
            .ToLookup(pair => pair.One, pair => pair.Other, StringComparer.Ordinal);
        foreach (var (name, block) in Placements.Blocks(file))
        {
            _hosts[name] = [.. HostNames.OfResource(block).Select(host => host.Value)];
        }

        foreach (var (name, place) in on.Where(each => each.Value is { IsStated: true, Value: OnHosts }))
        {
            _hosts[name] = [.. ((OnHosts)place.Value).Hosts.Select(host => host.Value)];
        }
    }

    public IReadOnlyList<string> Of(string resource, FaultList faults)
    {
        if (_on[resource] is { IsStated: true, Value: OnLabel chosen } place)
        {
            _hosts[resource] = Choose(resource, chosen, place, faults);
        }

        return _hosts.GetValueOrDefault(resource, []);
    }

    private List<string> Choose(string resource, OnLabel chosen, Stated<On> place, FaultList faults)
    {
        var taken = _apart[resource].SelectMany(other => _hosts.GetValueOrDefault(other, []).Select(host => (Host: host, Other: other)))
            .ToLookup(each => each.Host, each => each.Other, StringComparer.Ordinal);
        var countries = ResidencyRules.Of(_file, resource);
        var allowed = _byLabel[chosen.Label.Value].Where(host => countries.Count == 0 || countries.Contains(_file.Host(host)!.Country.Value)).ToList();
        var free = allowed.Where(host => !taken.Contains(host)).ToList();
        if (free.Count < chosen.Count.Value && allowed.Count >= chosen.Count.Value)
        {
            var (host, other) = allowed.Where(taken.Contains).Select(each => (each, taken[each].First())).First();
            faults.Add(
                place.Path,
                place.At,
                $"apartFrom: '{resource}' needs {chosen.Count.Value} of the hosts labelled '{chosen.Label.Value}', and {free.Count} are left; on '{host}' is '{other}'.",
                "Label more hosts, lower the count, or remove apartFrom.");
        }
        else if (allowed.Count < chosen.Count.Value && countries.Count > 0)
        {
            var host = _byLabel[chosen.Label.Value].First(each => !allowed.Contains(each));
            faults.Add(
                place.Path,
                place.At,
                $"residency: '{resource}' may be in {string.Join(", ", countries)} only, where {allowed.Count} of the hosts labelled '{chosen.Label.Value}' stand ('{host}' does not); {chosen.Count.Value} are needed.",
                "Label more hosts there, or lower the count.");
        }

        var before = _state.Resources.GetValueOrDefault(resource)?.Hosts ?? [];
        return
        [
            .. free.OrderByDescending(host => before.Contains(host))
                .ThenBy(host => Rendezvous.Weight(resource, host))
                .Take(chosen.Count.Value)
                .Order(StringComparer.Ordinal),
        ];
    }
}
