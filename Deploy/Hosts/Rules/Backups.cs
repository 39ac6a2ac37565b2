using Deploy.Faults;

namespace Deploy.Hosts.Rules;

/// <summary>A backup survives what takes the data.</summary>
internal static class Backups
{
    public static void AreElsewhere(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Placements.Blocks(file))
        {
            var backup = block.Backup.IsStated || !block.Primary.IsStated ? block.Backup : file.Defaults.IsStated ? file.Defaults.Value.Backup : default;
            if (!backup.IsStated || !backup.Value.To.IsStated)
            {
                continue;
            }

            var to = backup.Value.To;
            if (HostNames.OfResource(block).FirstOrDefault(host => FailAsOne(file, host.Value, to.Value)) is { IsStated: true } holding)
            {
                var why = holding.Value == to.Value ? "which holds the data" : $"which fails together with '{holding.Value}', where the data is";
                faults.Add(to.Path, to.At, $"The backups of '{name}' go to '{to.Value}', {why}.", "Name a host in another failure domain.");
            }
        }
    }

    private static bool FailAsOne(HostsFile file, string one, string other) =>
        one == other
        || (file.Host(one) is { FailureDomain.IsStated: true } first
            && file.Host(other) is { FailureDomain.IsStated: true } second
            && first.FailureDomain.Value == second.FailureDomain.Value);
}
