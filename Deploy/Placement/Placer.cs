using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Rules;
using Deploy.Manifest;
using Deploy.State;

namespace Deploy.Placement;

/// <summary>
/// Says where everything runs. Hosts that are named are taken as they are; of those that carry a label, the ones where the resource is
/// already stay, and the rest is chosen by rendezvous hashing, so that a host that comes or goes moves nothing else.
/// </summary>
internal static class Placer
{
    /// <param name="file">Without a fault.</param>
    /// <param name="faults">Takes each rule that the places break: resource, host and rule. They are those of hosts.yaml.</param>
    public static PlacedSystem Place(HostsFile file, ManifestDocument manifest, RecordedState state, FaultList faults)
    {
        if (file.Hosts.Count == 0)
        {
            faults.Add("hosts", Position.None, "hosts: there is none, and everything runs on one.", "State at least one host.");
            return new PlacedSystem([]);
        }

        var running = manifest.Workloads.Where(DefaultPlaces.Runs).ToList();
        var places = new Places(file, running.ToDictionary(workload => workload.Name, workload => OnOf(file, workload), StringComparer.Ordinal), state);
        var placed = new PlacedSystem([.. running.Select(workload => Place(file, workload, places, faults))]);
        foreach (var rule in PlacementRules.All)
        {
            rule(new Placing(file, placed, state, faults));
        }

        return placed;
    }

    private static PlacedResource Place(HostsFile file, Workload workload, Places places, FaultList faults)
    {
        var block = BlockOf(file, workload.Name);
        var (engine, version) = EngineChoice.Of(workload, block, faults);
        var keepsData = DefaultPlaces.KeepsData(workload);
        IReadOnlyList<string> hosts = block switch
        {
            { External.IsStated: true } => [],
            { Primary.IsStated: true } => [block.Primary.Value, .. block.Replicas.Or([]).Select(replica => replica.Value)],
            { Members.IsStated: true } => [.. block.Members.Value.Select(member => member.Value)],
            _ => places.Of(workload.Name, faults),
        };
        return new PlacedResource(workload, block, engine, version, keepsData, hosts);
    }

    /// <summary>The block's place, the default one, or the only host there is.</summary>
    private static Stated<On> OnOf(HostsFile file, Workload workload)
    {
        var block = BlockOf(file, workload.Name);
        if (block is { Primary.IsStated: true } or { Members.IsStated: true } or { External.IsStated: true })
        {
            return default;
        }

        if (block is { On.IsStated: true })
        {
            return block.On;
        }

        return file.Defaults is { IsStated: true, Value.On.IsStated: true } && !(DefaultPlaces.KeepsData(workload) && file.Hosts.Count > 1)
            ? file.Defaults.Value.On
            : new Stated<On>(new OnHosts([file.Hosts[0].Name]), file.Hosts[0].Name.Path, file.Hosts[0].Name.At);
    }

    private static ResourceBlock? BlockOf(HostsFile file, string name) =>
        file.Resource(name) is { Value.IsStated: true } entry ? entry.Value.Value : null;
}
