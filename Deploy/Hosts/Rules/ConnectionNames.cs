using Deploy.Expressions;
using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary><c>reads:</c> names a connection string that somebody is given, and that leads to this very database.</summary>
internal static class ConnectionNames
{
    private const string Prefix = "ConnectionStrings__";

    public static void LeadToTheirDatabase(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        var given = Given(manifest);
        foreach (var (name, block) in Placements.Blocks(file).Where(each => each.Block.Reads.IsStated && manifest.Find(each.Name) is not null))
        {
            var reads = block.Reads;
            if (given.TryGetValue(reads.Value, out var reached) && reached.Contains(name))
            {
                continue;
            }

            var leading = Leading(given, name);
            faults.Add(
                reads.Path,
                reads.At,
                reached is null ? $"No resource is given a connection string '{reads.Value}'." : $"The connection string '{reads.Value}' does not lead to '{name}'.",
                leading.Count == 0
                    ? $"Remove it: no connection string leads to '{name}'."
                    : Meant.Or(faults, reads.Value, leading, $"Those that lead to '{name}' are {Meant.List(leading)}."));
        }
    }

    /// <summary>The connection strings that lead to a resource, in the manifest's order.</summary>
    public static IReadOnlyList<string> Leading(ManifestDocument manifest, string name) => Leading(Given(manifest), name);

    private static List<string> Leading(Dictionary<string, HashSet<string>> given, string name) =>
        [.. given.Where(each => each.Value.Contains(name)).Select(each => each.Key)];

    /// <summary>Each connection string's name, and every resource on its way to the server.</summary>
    private static Dictionary<string, HashSet<string>> Given(ManifestDocument manifest)
    {
        var given = new Dictionary<string, HashSet<string>>();
        foreach (var (variable, value) in manifest.Workloads.SelectMany(workload => workload.Environment))
        {
            if (variable.StartsWith(Prefix, StringComparison.Ordinal))
            {
                var name = variable[Prefix.Length..];
                given.TryAdd(name, []);
                Follow(value, manifest, given[name]);
            }
        }

        return given;
    }

    private static void Follow(Expression value, ManifestDocument manifest, HashSet<string> reached)
    {
        foreach (var reference in value.References.OfType<ConnectionStringReference>().Where(reference => reached.Add(reference.Resource)))
        {
            if (manifest.Find(reference.Resource)?.ConnectionString is { } next)
            {
                Follow(next, manifest, reached);
            }
        }
    }
}
