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
            var leading = Leading(manifest, name);
            if (!given.Contains(reads.Value))
            {
                faults.Add(reads.Path, reads.At, $"No resource is given a connection string '{reads.Value}'.", Hint(reads.Value, leading, name));
            }
            else if (!leading.Contains(reads.Value))
            {
                faults.Add(reads.Path, reads.At, $"The connection string '{reads.Value}' does not lead to '{name}'.", Hint(reads.Value, leading, name));
            }
        }
    }

    /// <summary>The connection strings that lead to a resource, in the manifest's order.</summary>
    public static IReadOnlyList<string> Leading(ManifestDocument manifest, string name) =>
        [.. Given(manifest).Where(each => each.Any(value => LeadsTo(value, name, manifest, []))).Select(each => each.Key)];

    private static ILookup<string, Expression> Given(ManifestDocument manifest) =>
        manifest.Workloads.SelectMany(workload => workload.Environment)
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToLookup(variable => variable.Key[Prefix.Length..], variable => variable.Value);

    private static bool LeadsTo(Expression value, string name, ManifestDocument manifest, HashSet<string> passed) =>
        value.References.OfType<ConnectionStringReference>().Any(reference =>
            reference.Resource == name
            || (passed.Add(reference.Resource)
                && manifest.Find(reference.Resource)?.ConnectionString is { } next
                && LeadsTo(next, name, manifest, passed)));

    private static string Hint(string wrong, IReadOnlyList<string> leading, string name) =>
        leading.Count == 0 ? $"Remove it: no connection string leads to '{name}'."
        : NearMiss.Of(wrong, leading) is { } meant ? $"Did you mean '{meant}'?"
        : $"Those that lead to '{name}' are {string.Join(", ", leading)}.";
}
