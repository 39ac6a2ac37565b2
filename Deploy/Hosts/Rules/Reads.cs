using Deploy.Faults;

namespace Deploy.Hosts.Rules;

/// <summary>A connection string goes to one database's replicas.</summary>
internal static class Reads
{
    public static void AreClaimedOnce(HostsFile file, FaultList faults)
    {
        var first = new Dictionary<string, string>();
        foreach (var (name, block) in Placements.Blocks(file).Where(each => each.Block.Reads.IsStated))
        {
            if (!first.TryAdd(block.Reads.Value, name))
            {
                faults.Add(block.Reads.Path, block.Reads.At, $"'{block.Reads.Value}' goes to the replicas of '{first[block.Reads.Value]}' already.", "Remove one of them.");
            }
        }
    }
}
