using Deploy.Faults;
using Deploy.Hosts.Blocks;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary>What outsiders see: the edge, its budget, and the answer that says that an instance is ready.</summary>
internal static class Outside
{
    /// <summary>The binding that a health path is asked on where none is named.</summary>
    public const string DefaultBinding = "http";

    public static void EdgeHasOneResource(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        if (!file.Edge.IsStated)
        {
            return;
        }

        var external = manifest.Workloads.Where(IsExternal).Select(workload => workload.Name).ToList();
        var edge = file.Edge.Value.Resource;
        if (edge.IsStated && manifest.Find(edge.Value) is not null && !external.Contains(edge.Value))
        {
            faults.Add(edge.Path, edge.At, $"'{edge.Value}' has no external binding.", NamesOf(external));
        }
        else if (!edge.IsStated && external.Count != 1)
        {
            faults.Add(file.Edge.Path, file.Edge.At, $"The manifest has {external.Count} resources with an external binding.", NamesOf(external));
        }
    }

    public static void BudgetsAreOfExternalOnes(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        foreach (var budget in file.Budgets.Select(each => each.Name).Where(name => manifest.Find(name.Value) is { } found && !(found is Workload workload && IsExternal(workload))))
        {
            faults.Add(
                budget.Path,
                budget.At,
                $"'{budget.Value}' has no external binding, so nobody outside waits for it.",
                "State the budget of the resource that outsiders call.");
        }
    }

    public static void HealthIsAskedWhereThereIsHttp(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        foreach (var (name, block) in Placements.Blocks(file).Where(each => each.Block.Health is { IsStated: true, Value.Path.IsStated: true }))
        {
            var health = block.Health.Value;
            if (manifest.Find(name) is not Workload workload || IsAsked(workload, health))
            {
                continue;
            }

            var (at, asked) = health.Binding.IsStated ? (health.Binding.At, health.Binding.Value) : (block.Health.At, DefaultBinding);
            faults.Add(
                block.Health.Path,
                at,
                $"'{name}' has no binding '{asked}' to ask for its health.",
                workload.Bindings.Count == 0 ? "State health: none." : $"Its bindings are {string.Join(", ", workload.Bindings.Keys)}.");
        }
    }

    public static bool IsExternal(Workload workload) => workload.Bindings.Values.Any(binding => binding.External);

    private static bool IsAsked(Workload workload, HealthBlock health) => workload.Bindings.ContainsKey(health.Binding.Or(DefaultBinding));

    private static string NamesOf(List<string> external) =>
        external.Count == 0 ? "Remove the edge, or mark a resource in the AppHost with WithExternalHttpEndpoints()."
        : $"State resource: {string.Join(", or resource: ", external)}.";
}
