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
                Meant.Or(faults, used.Value, names, $"The hosts are {Meant.List(names)}."));
        }
    }

    public static void LabelsAreCarriedByEnough(HostsFile file, FaultList faults)
    {
        var labelled = ByLabel(file);
        foreach (var chosen in file.Resources.Where(each => each.Value.IsStated).Select(each => each.Value.Value.On)
            .Append(file.Defaults.IsStated ? file.Defaults.Value.On : default)
            .Where(on => on is { IsStated: true, Value: OnLabel { Label.IsStated: true, Count.IsStated: true } })
            .Select(on => (OnLabel)on.Value))
        {
            var carrying = labelled[chosen.Label.Value].Count();
            if (carrying < chosen.Count.Value)
            {
                faults.Add(
                    chosen.Label.Path,
                    chosen.Label.At,
                    $"{chosen.Count.Value} hosts labelled '{chosen.Label.Value}' are needed, and {carrying} carry it.",
                    carrying > 0
                        ? "Label more hosts, or lower the count."
                        : Meant.Or(faults, chosen.Label.Value, labelled.Select(each => each.Key), "Label hosts with it."));
            }
        }
    }

    /// <summary>The hosts that carry each label, as far as they could be read.</summary>
    public static ILookup<string, HostBlock> ByLabel(HostsFile file) =>
        file.Hosts.Where(host => host.Value.IsStated).Select(host => host.Value.Value)
            .SelectMany(host => host.Labels.Or([]).Select(label => (Label: label.Value, Host: host)))
            .ToLookup(each => each.Label, each => each.Host);

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
}
