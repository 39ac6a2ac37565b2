using Deploy.Faults;
using Deploy.Hosts.Blocks;

namespace Deploy.Hosts.Rules;

/// <summary>
/// Marked data stays in its countries: with all its copies (replicas, broker members, backups, a foreign host), and with the
/// telemetry, whose spans tell what people did.
/// </summary>
internal static class Residency
{
    public static void BindsNamedHosts(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Placements.Blocks(file))
        {
            var backup = block.Backup.IsStated ? block.Backup : DefaultBackup(file, block);
            var hosts = HostNames.OfResource(block).Append(backup.IsStated ? backup.Value.To : default).Where(host => host.IsStated);
            foreach (var host in hosts)
            {
                Check(name, Of(file, block), host, file.Host(host.Value)?.Country ?? default, $"host '{host.Value}'", faults);
            }

            if (block.External.IsStated)
            {
                Check(name, Of(file, block), block.External.Value.Country, block.External.Value.Country, "its external server", faults);
            }
        }
    }

    public static void LeavesEnoughLabelledHosts(HostsFile file, FaultList faults)
    {
        var byLabel = HostNames.ByLabel(file);
        foreach (var (name, block) in Placements.Blocks(file))
        {
            if (block.On is not { IsStated: true, Value: OnLabel { Label.IsStated: true, Count.IsStated: true } chosen } || Of(file, block) is not { Count: > 0 } countries)
            {
                continue;
            }

            var labelled = byLabel[chosen.Label.Value].ToList();
            var allowed = labelled.Count(host => !host.Country.IsStated || countries.Contains(host.Country.Value));
            if (allowed < chosen.Count.Value && labelled.Count >= chosen.Count.Value)
            {
                faults.Add(
                    chosen.Label.Path,
                    chosen.Label.At,
                    $"residency: '{name}' may be in {string.Join(", ", countries)} only, where {allowed} of the hosts labelled '{chosen.Label.Value}' stand; {chosen.Count.Value} are needed.",
                    "Label more hosts there, or lower the count.");
            }
        }
    }

    public static void BindsTelemetry(HostsFile file, FaultList faults)
    {
        if (!file.Telemetry.IsStated || file.Host(file.Telemetry.Value.On.Or("")) is not { Country.IsStated: true } host)
        {
            return;
        }

        var on = file.Telemetry.Value.On;
        var marked = Placements.Blocks(file).Select(each => (each.Name, Countries: Of(file, each.Block))).Append((Name: "any resource", Countries: Default(file)));
        foreach (var (name, countries) in marked.Where(each => each.Countries.Count > 0))
        {
            Check(name, countries, on, host.Country, $"the telemetry's host '{on.Value}'", faults);
        }
    }

    /// <summary>The countries that may hold a resource's data; none named means any.</summary>
    public static IReadOnlyList<string> Of(HostsFile file, ResourceBlock block) =>
        block.Residency.IsStated ? [.. block.Residency.Value.Select(country => country.Value)] : Default(file);

    private static IReadOnlyList<string> Default(HostsFile file) =>
        file.Defaults is { IsStated: true, Value.Residency.IsStated: true } ? [.. file.Defaults.Value.Residency.Value.Select(country => country.Value)] : [];

    private static Stated<BackupBlock> DefaultBackup(HostsFile file, ResourceBlock block) =>
        block.Primary.IsStated && file.Defaults.IsStated ? file.Defaults.Value.Backup : default;

    private static void Check(
        string name, IReadOnlyList<string> countries, Stated<string> at, Stated<string> country, string what, FaultList faults)
    {
        if (countries.Count > 0 && country.IsStated && !countries.Contains(country.Value))
        {
            faults.Add(
                at.Path,
                at.At,
                $"residency: data of '{name}' may be in {string.Join(", ", countries)} only, and {what} is in {country.Value}.",
                "Name another host, or change the residency if the law and the data's owner let you.");
        }
    }
}
