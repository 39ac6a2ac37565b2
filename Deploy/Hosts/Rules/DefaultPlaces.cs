using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary>
/// Everything that runs has a place: its block's, the default one, or the only host there is. What keeps data is not placed by a
/// default once there are two hosts, because it must not move when the default does.
/// </summary>
internal static class DefaultPlaces
{
    public static void CoverTheRest(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        if (file.Hosts.Count <= 1)
        {
            return;
        }

        var hasDefault = file.Defaults is { IsStated: true, Value.On.IsStated: true };
        foreach (var workload in manifest.Workloads.Where(Runs).Where(each => !HasPlace(file, each.Name) && (KeepsData(each) || !hasDefault)))
        {
            faults.Add(
                $"resources.{workload.Name}",
                file.Resource(workload.Name)?.Name.At ?? Position.None,
                $"Nothing says where '{workload.Name}' runs.",
                KeepsData(workload)
                    ? $"It keeps data, so no default places it: state resources: {{ {workload.Name}: {{ on: {file.Hosts[0].Name.Value} }} }}; a database may have primary and replicas, a broker members."
                    : $"State resources: {{ {workload.Name}: {{ on: {file.Hosts[0].Name.Value} }} }}, or defaults: {{ on: … }} for all without a place.");
        }
    }

    /// <summary>Whether something of it must never be lost: it has volumes, or others connect to it by a connection string.</summary>
    public static bool KeepsData(Workload workload) =>
        workload is ContainerResource container && (container.Volumes.Count > 0 || container.ConnectionString is not null);

    public static bool Runs(Workload workload) => workload is not ContainerResource { Build.BuildOnly: true };

    // A block that could not be read has told its own faults.
    private static bool HasPlace(HostsFile file, string name) =>
        file.Resource(name) is { } entry
        && (!entry.Value.IsStated || HasPlace(entry.Value.Value));

    private static bool HasPlace(Blocks.ResourceBlock block) =>
        block.On.IsStated || block.Primary.IsStated || block.Members.IsStated || block.External.IsStated;
}
