using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary>What is said of resources is said of resources that the manifest has, and that it has a meaning for.</summary>
internal static class ResourceNames
{
    public static void Exist(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        var names = manifest.Resources.Select(resource => resource.Name).ToList();
        foreach (var used in Uses(file).Where(used => used.IsStated && manifest.Find(used.Value) is null))
        {
            faults.Add(
                used.Path,
                used.At,
                $"The manifest has no resource '{used.Value}'.",
                Meant.Or(faults, used.Value, names, "Remove it, or correct the name; case counts."));
        }
    }

    public static void BlocksAreOfWhatRuns(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        foreach (var block in file.Resources)
        {
            var remedy = manifest.Find(block.Name.Value) switch
            {
                null => null,
                ContainerResource { Build.BuildOnly: true } => "Remove the block; others take its files when they are built.",
                Workload => null,
                ParameterResource => $"State its value: parameters: {{ {block.Name.Value}: … }}; or, if it is secret, by: deploy secrets set {block.Name.Value}",
                _ => "Remove the block; what it is put together from is placed by the blocks of those.",
            };
            if (remedy is not null)
            {
                faults.Add(block.Name.Path, block.Name.At, $"'{block.Name.Value}' ({manifest.Find(block.Name.Value)!.Type}) runs nowhere.", remedy);
            }
        }
    }

    public static void KeysBelongToTheirKind(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        foreach (var (name, block) in Placements.Blocks(file))
        {
            switch (manifest.Find(name))
            {
                case ContainerResource container:
                    Refuse(block.Migrate, container, "projects", faults);
                    break;
                case Workload workload:
                    Refuse(block.Primary, workload, "databases in containers", faults);
                    Refuse(block.Members, workload, "brokers in containers", faults);
                    Refuse(block.External, workload, "databases and brokers in containers", faults);
                    Refuse(block.Engine, workload, "databases and brokers in containers", faults);
                    Refuse(block.Backup, workload, "databases in containers", faults);
                    Refuse(block.Image, workload, "containers", faults);
                    Refuse(block.Capabilities, workload, "containers", faults);
                    Refuse(block.Writable, workload, "containers", faults);
                    break;
            }
        }
    }

    private static IEnumerable<Stated<string>> Uses(HostsFile file) =>
        file.Resources.Select(each => each.Name)
            .Concat(file.Parameters.Select(each => Parameters.ResourceOf(each.Name)))
            .Concat(file.Budgets.Select(each => each.Name))
            .Concat(Placements.Blocks(file).SelectMany(each => each.Block.After.Or([]).Concat(each.Block.ApartFrom.Or([])).Concat(each.Block.Calls.Or([]).Select(call => call.Name))))
            .Append(file.Edge.IsStated ? file.Edge.Value.Resource : default);

    private static void Refuse<T>(Stated<T> key, Workload workload, string kind, FaultList faults)
    {
        if (key.IsStated)
        {
            faults.Add(key.Path, key.At, $"This key is for {kind}, and '{workload.Name}' is of type {workload.Type}.", "Remove it.");
        }
    }
}
