using Deploy.Faults;
using Deploy.Hosts.Blocks;

namespace Deploy.Hosts.Rules;

/// <summary>What is said of hosts is said of hosts that there are.</summary>
internal static class HostNames
{
    public static void Exist(HostsFile file, FaultList faults)
    {
        var names = file.Hosts.Select(host => host.Name.Value).ToHashSet();
        foreach (var used in Uses(file).Where(used => names.Count > 0 && !names.Contains(used.Value)))
        {
            faults.Add(
                used.Path,
                used.At,
                $"There is no host '{used.Value}'.",
                NearMiss.Of(used.Value, names) is { } meant ? $"Did you mean '{meant}'?" : $"The hosts are {string.Join(", ", names)}.");
        }
    }

    public static void LabelsAreCarriedByEnough(HostsFile file, FaultList faults)
    {
        foreach (var chosen in file.Resources.Where(each => each.Value.IsStated).Select(each => each.Value.Value.On)
            .Append(file.Defaults.IsStated ? file.Defaults.Value.On : default)
            .Where(on => on is { IsStated: true, Value: OnLabel { Label.IsStated: true, Count.IsStated: true } })
            .Select(on => (OnLabel)on.Value))
        {
            var carrying = Labelled(file, chosen.Label.Value).Count();
            if (carrying < chosen.Count.Value)
            {
                faults.Add(
                    chosen.Label.Path,
                    chosen.Label.At,
                    $"{chosen.Count.Value} hosts labelled '{chosen.Label.Value}' are needed, and {carrying} carry it.",
                    Hint(file, chosen.Label.Value));
            }
        }
    }

    /// <summary>The hosts that carry a label, as far as they could be read.</summary>
    public static IEnumerable<HostBlock> Labelled(HostsFile file, string label) =>
        file.Hosts.Where(host => host.Value.IsStated).Select(host => host.Value.Value)
            .Where(host => host.Labels.Or([]).Any(each => each.Value == label));

    /// <summary>Every host that a resource's block names for its data or its processes, backups aside.</summary>
    public static IEnumerable<Stated<string>> OfResource(ResourceBlock block) =>
        OfPlace(block.On).Append(block.Primary).Concat(block.Replicas.Or([])).Concat(block.Members.Or([])).Where(host => host.IsStated);

    public static IEnumerable<Stated<string>> OfPlace(Stated<On> on) => on.IsStated && on.Value is OnHosts named ? named.Hosts : [];

    private static IEnumerable<Stated<string>> Uses(HostsFile file)
    {
        var backups = file.Resources.Select(resource => resource.Value.IsStated ? resource.Value.Value.Backup : default)
            .Append(file.Defaults.IsStated ? file.Defaults.Value.Backup : default);
        return file.Resources.Where(resource => resource.Value.IsStated).SelectMany(resource => OfResource(resource.Value.Value))
            .Concat(backups.Where(backup => backup.IsStated).Select(backup => backup.Value.To))
            .Concat(file.Defaults.IsStated ? OfPlace(file.Defaults.Value.On) : [])
            .Concat(file.Edge.IsStated ? file.Edge.Value.On.Or([]) : [])
            .Append(file.Telemetry.IsStated ? file.Telemetry.Value.On : default)
            .Where(host => host.IsStated);
    }

    private static string Hint(HostsFile file, string label)
    {
        var labels = file.Hosts.Where(host => host.Value.IsStated).SelectMany(host => host.Value.Value.Labels.Or([])).Select(each => each.Value).Distinct();
        return labels.Contains(label) || NearMiss.Of(label, labels) is not { } meant ? "Label more hosts, or lower the count." : $"Did you mean '{meant}'?";
    }
}
