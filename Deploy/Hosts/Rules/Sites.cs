using Deploy.Faults;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Rules;

/// <summary>A site is one place, and how far it is from the others is known where a budget needs it.</summary>
internal static class Sites
{
    public static void StandInOneCountry(HostsFile file, FaultList faults)
    {
        var first = new Dictionary<string, Stated<string>>();
        foreach (var host in file.Hosts.Where(host => host.Value is { IsStated: true, Value: { Site.IsStated: true, Country.IsStated: true } }).Select(host => host.Value.Value))
        {
            first.TryAdd(host.Site.Value, host.Country);
            if (first[host.Site.Value].Value != host.Country.Value)
            {
                faults.Add(
                    host.Country.Path,
                    host.Country.At,
                    $"Site '{host.Site.Value}' is in {first[host.Site.Value].Value} (line {first[host.Site.Value].At.Line}) and in {host.Country.Value}.",
                    "Correct one of them, or give the sites two names.");
            }
        }
    }

    public static void RoundTripsNameSites(HostsFile file, FaultList faults)
    {
        var sites = Known(file);
        foreach (var pair in RoundTrips(file))
        {
            foreach (var site in new[] { pair.Value.First, pair.Value.Second }.Distinct().Where(site => sites.Count > 0 && !sites.Contains(site)))
            {
                faults.Add(
                    pair.Path,
                    pair.At,
                    $"No host stands at site '{site}'.",
                    Meant.Or(faults, site, sites, $"The sites are {Meant.List(sites)}."));
            }
        }
    }

    public static void RoundTripsAreStatedOnce(HostsFile file, FaultList faults)
    {
        var seen = new HashSet<SitePair>();
        foreach (var pair in RoundTrips(file).Where(pair => !seen.Add(pair.Value)))
        {
            faults.Add(pair.Path, pair.At, $"The round trip {pair.Value} is stated already; it is the same in both directions.", "Remove one of them.");
        }
    }

    public static void BudgetsHaveTheirRoundTrips(HostsFile file, FaultList faults)
    {
        if (file.Budgets.Count == 0)
        {
            return;
        }

        var sites = Known(file).ToList();
        var stated = RoundTrips(file).Select(pair => pair.Value).ToHashSet();
        var missing = sites.SelectMany((one, index) => sites.Skip(index + 1).Select(other => SitePair.Of(one, other))).Where(pair => !stated.Contains(pair));
        foreach (var pair in missing.Take(FaultList.MaxCount))
        {
            faults.Add(
                $"sites.rtt.{pair}",
                file.Budgets[0].Name.At,
                $"A budget is stated, and the round trip between '{pair.First}' and '{pair.Second}' is not.",
                $"Measure it with ping, and state sites: {{ rtt: {{ {pair}: 25ms }} }}.");
        }
    }

    private static SortedSet<string> Known(HostsFile file) =>
        new(
            file.Hosts.Where(host => host.Value is { IsStated: true, Value.Site.IsStated: true }).Select(host => host.Value.Value.Site.Value),
            StringComparer.Ordinal);

    private static IEnumerable<Stated<SitePair>> RoundTrips(HostsFile file) =>
        file.Sites.IsStated ? file.Sites.Value.RoundTrips.Select(each => each.Name) : [];
}
