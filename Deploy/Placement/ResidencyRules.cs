using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Rules;

namespace Deploy.Placement;

/// <summary>
/// Marked data stays in its countries also where a default or the only host places it; what blocks say by name is
/// <see cref="Residency"/>'s.
/// </summary>
internal static class ResidencyRules
{
    public static void Binds(Placing placing)
    {
        foreach (var resource in placing.Placed.Resources)
        {
            var countries = Of(placing.File, resource.Name);
            var named = resource.Block is null ? [] : HostNames.OfResource(resource.Block).Select(host => host.Value).ToList();
            var backup = BackupOf(placing.File, resource) is { To: { IsStated: true } to } && !named.Contains(to.Value) ? [(Host: to.Value, What: "its backups' host")] : Array.Empty<(string Host, string What)>();
            var hosts = resource.Hosts.Except(named).Select(host => (Host: host, What: "host")).Concat(backup);
            foreach (var (host, what) in hosts.Where(each => countries.Count > 0 && !countries.Contains(placing.File.Host(each.Host)!.Country.Value)))
            {
                var (path, at) = PlacementRules.PlaceOf(placing.File, resource.Name);
                placing.Faults.Add(
                    path,
                    at,
                    $"residency: data of '{resource.Name}' may be in {string.Join(", ", countries)} only, and {what} '{host}' is in {placing.File.Host(host)!.Country.Value}.",
                    "Name another host, or change the residency if the law and the data's owner let you.");
            }
        }
    }

    /// <summary>The countries that may hold a resource's data; none named means any.</summary>
    public static IReadOnlyList<string> Of(HostsFile file, string resource)
    {
        var stated = file.Resource(resource) is { Value: { IsStated: true, Value.Residency.IsStated: true } } entry
            ? entry.Value.Value.Residency
            : file.Defaults.IsStated ? file.Defaults.Value.Residency : default;
        return [.. stated.Or([]).Select(country => country.Value)];
    }

    /// <summary>Where a database's backups go, by its block or by default; null if nowhere.</summary>
    public static BackupBlock? BackupOf(HostsFile file, PlacedResource resource)
    {
        if (!Engines.IsDatabase(resource.Engine) || resource.External is not null)
        {
            return null;
        }

        var stated = resource.Block is { Backup.IsStated: true } ? resource.Block.Backup : file.Defaults.IsStated ? file.Defaults.Value.Backup : default;
        return stated.IsStated ? stated.Value : null;
    }
}
