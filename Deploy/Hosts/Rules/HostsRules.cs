using Deploy.Faults;

namespace Deploy.Hosts.Rules;

/// <summary>Adds a fault for each place where values of the file contradict one another; passes over what could not be read.</summary>
internal delegate void HostsRule(HostsFile file, FaultList faults);

/// <summary>What must hold within hosts.yaml, one function per rule.</summary>
internal static class HostsRules
{
    public static readonly IReadOnlyList<HostsRule> All =
    [
        HostNames.Exist,
        HostNames.LabelsAreCarriedByEnough,
        Placements.SayOneThing,
        Placements.PrimaryIsNoReplica,
        Placements.MembersAreOddInNumber,
        Placements.KeysBelongToTheirKind,
        Networks.AddressesAreOnesOwn,
        Networks.PrivateAddressesArePrivate,
        Networks.SitesAreJoined,
        Networks.ExternalIsEncrypted,
        Sites.StandInOneCountry,
        Sites.RoundTripsNameSites,
        Sites.RoundTripsAreStatedOnce,
        Sites.BudgetsHaveTheirRoundTrips,
        Residency.BindsNamedHosts,
        Residency.LeavesEnoughLabelledHosts,
        Residency.BindsTelemetry,
        Backups.AreElsewhere,
        StartOrder.HasNoCycle,
        Reads.AreClaimedOnce,
    ];
}
