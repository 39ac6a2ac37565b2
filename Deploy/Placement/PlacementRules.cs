using Deploy.Faults;
using Deploy.Hosts;
using Deploy.State;

namespace Deploy.Placement;

/// <summary>Adds a fault for each resource whose place breaks the rule: resource, host and rule. The faults are those of hosts.yaml.</summary>
internal delegate void PlacementRule(Placing placing);

/// <summary>Places, and what they are judged by.</summary>
/// <param name="State">What was recorded last.</param>
/// <param name="Faults">Takes what breaks a rule.</param>
internal sealed record Placing(HostsFile File, PlacedSystem Placed, RecordedState State, FaultList Faults);

/// <summary>What must hold of the places, one function per rule.</summary>
internal static class PlacementRules
{
    public static readonly IReadOnlyList<PlacementRule> All =
    [
        ApartRules.ShareNoHost,
        ApartRules.DataIsNotSplit,
        CapacityRules.Fits,
        ResidencyRules.Binds,
        RecordedRules.DataStays,
        RecordedRules.EngineStays,
        RecordedRules.MembersLeaveOneByOne,
        RecordedRules.HostsAreEmptiedFirst,
        RecipeRules.TakeWhatTheManifestSays,
        SourceRules.AreStated,
        SourceRules.PinWhatTheImagesName,
    ];

    /// <summary>Where hosts.yaml speaks of a resource.</summary>
    public static (string Path, Position At) PlaceOf(HostsFile file, string resource) =>
        ($"resources.{resource}", file.Resource(resource)?.Name.At ?? Position.None);
}
