using Deploy.Faults;
using Deploy.Hosts.Blocks;

namespace Deploy.Hosts.Rules;

/// <summary>A resource's block says where it runs, once, and says nothing that has no meaning there.</summary>
internal static class Placements
{
    public static void SayOneThing(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Blocks(file))
        {
            (string Key, bool IsStated, Position At, string Path)[] ways =
            [
                ("on", block.On.IsStated, block.On.At, block.On.Path),
                ("primary", block.Primary.IsStated, block.Primary.At, block.Primary.Path),
                ("members", block.Members.IsStated, block.Members.At, block.Members.Path),
                ("external", block.External.IsStated, block.External.At, block.External.Path),
            ];
            var stated = ways.Where(way => way.IsStated).ToList();
            foreach (var further in stated.Skip(1))
            {
                faults.Add(further.Path, further.At, $"Where '{name}' runs is said by '{stated[0].Key}' already.", $"Keep '{stated[0].Key}' or '{further.Key}'.");
            }
        }
    }

    public static void PrimaryIsNoReplica(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Blocks(file))
        {
            foreach (var replica in block.Replicas.Or([]).Where(replica => block.Primary.IsStated && replica.Value == block.Primary.Value))
            {
                faults.Add(replica.Path, replica.At, $"'{replica.Value}' is the primary of '{name}', and so not a replica of it.", "Name another host.");
            }
        }
    }

    /// <summary>Of two members neither has a majority without the other; of four no more may fail than of three.</summary>
    public static void MembersAreOddInNumber(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Blocks(file).Where(each => each.Block.Members.Or([]).Count % 2 == 0 && each.Block.Members.IsStated))
        {
            faults.Add(
                block.Members.Path, block.Members.At, $"'{name}' has {block.Members.Value.Count} members.", "Name one, or an odd number from three.");
        }
    }

    public static void KeysBelongToTheirKind(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Blocks(file))
        {
            if (!block.Primary.IsStated)
            {
                Need("primary", block.Replicas, name, faults);
                Need("primary", block.WhenNoReplica, name, faults);
                Need("primary", block.MaxLag, name, faults);
                Need("primary", block.Reads, name, faults);
            }
            else if (block.Replicas.Or([]).Count == 0)
            {
                Need("replicas", block.MaxLag, name, faults);
                if (block.WhenNoReplica.Or("") is "fail")
                {
                    Need("replicas", block.WhenNoReplica, name, faults);
                }
            }
        }
    }

    /// <summary>Every resource's block that could be read.</summary>
    public static IEnumerable<(string Name, ResourceBlock Block)> Blocks(HostsFile file) =>
        file.Resources.Where(resource => resource.Value.IsStated).Select(resource => (resource.Name.Value, resource.Value.Value));

    private static void Need<T>(string needed, Stated<T> key, string name, FaultList faults)
    {
        if (key.IsStated)
        {
            var said = key.Path[(key.Path.LastIndexOf('.') + 1)..];
            faults.Add(key.Path, key.At, $"'{said}' has no meaning without '{needed}', which '{name}' does not state.", $"State '{needed}', or remove this.");
        }
    }
}
