using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary>Adds a fault for each place where hosts.yaml does not fit the manifest; the faults are those of hosts.yaml.</summary>
internal delegate void ManifestRule(HostsFile file, ManifestDocument manifest, FaultList faults);

/// <summary>What must hold between hosts.yaml and the manifest, one function per rule.</summary>
internal static class ManifestRules
{
    public static readonly IReadOnlyList<ManifestRule> All =
    [
        ResourceNames.Exist,
        ResourceNames.BlocksAreOfWhatRuns,
        ResourceNames.KeysBelongToTheirKind,
        DefaultPlaces.CoverTheRest,
        Parameters.AreStated,
        Parameters.AreParametersAndNotSecret,
        ConnectionNames.LeadToTheirDatabase,
        Outside.EdgeHasOneResource,
        Outside.BudgetsAreOfExternalOnes,
        Outside.HealthIsAskedWhereThereIsHttp,
    ];

    public static void Check(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        foreach (var rule in All)
        {
            rule(file, manifest, faults);
        }
    }
}
