using Deploy.Hosts;
using Deploy.Hosts.Rules;

namespace Deploy.Placement;

/// <summary>What must not stand together, and what must not stand twice.</summary>
internal static class ApartRules
{
    public static void ShareNoHost(Placing placing)
    {
        foreach (var (one, other, at) in Pairs(placing.File))
        {
            var hosts = (placing.Placed.Find(one)?.Hosts ?? []).Intersect(placing.Placed.Find(other)?.Hosts ?? []);
            foreach (var host in hosts)
            {
                placing.Faults.Add(at.Path, at.At, $"apartFrom: '{one}' and '{other}' are both on '{host}'.", "Name another host for one of them.");
            }
        }
    }

    /// <summary>Two hosts of what is neither replicated nor a cluster would be two sets of data.</summary>
    public static void DataIsNotSplit(Placing placing)
    {
        foreach (var resource in placing.Placed.Resources.Where(each => each.KeepsData && each.Block is { On.IsStated: true }))
        {
            var on = resource.Block!.On;
            if (on.Value is Hosts.Blocks.OnLabel)
            {
                placing.Faults.Add(on.Path, on.At, $"data: '{resource.Name}' keeps data, so no label chooses its host.", $"Name the host: on: {(resource.Hosts is [var first, ..] ? first : "a")}.");
            }
            else if (resource.Hosts.Count > 1)
            {
                placing.Faults.Add(
                    on.Path,
                    on.At,
                    $"data: '{resource.Name}' keeps data, and on '{resource.Hosts[0]}' and '{resource.Hosts[1]}' it would be two sets of it.",
                    resource.Engine is Engine.MySql ? "State primary and replicas." : resource.Engine is Engine.RabbitMQ ? "State members." : "Name one host.");
            }
        }
    }

    /// <summary>Which resources share no host, with the place that says so.</summary>
    public static IEnumerable<(string One, string Other, Stated<string> At)> Pairs(HostsFile file) =>
        Placements.Blocks(file).SelectMany(each => each.Block.ApartFrom.Or([]).Select(other => (each.Name, other.Value, other)));
}
