using Deploy.Faults;
using Deploy.State;

namespace Deploy.Placement;

/// <summary>
/// What keeps data stays where the recorded state says it is, in the form it is in. Each fault names the route by which a person gets
/// there step by step.
/// </summary>
internal static class RecordedRules
{
    public static void DataStays(Placing placing)
    {
        foreach (var (resource, recorded) in Kept(placing.Placed, placing.State).Where(each => each.Resource.Engine is not Engine.RabbitMQ))
        {
            var from = recorded.Hosts[0];
            var to = resource.Hosts.Count > 0 ? resource.Primary : null;
            if (to == from)
            {
                continue;
            }

            var (path, at) = PlacementRules.PlaceOf(placing.File, resource.Name);
            placing.Faults.Add(
                path,
                at,
                to is null
                    ? $"data: '{resource.Name}' keeps its data on '{from}', and is now said to be run by somebody else."
                    : $"data: '{resource.Name}' keeps its data on '{from}', and nothing moves it to '{to}'.",
                to is not null && Engines.IsReplicated(resource.Engine)
                    ? $"Add a replica on '{to}', promote it when it has caught up, then remove '{from}'."
                    : $"Back it up on '{from}', restore it under another name, change who refers to it, then remove '{resource.Name}'.");
        }
    }

    public static void EngineStays(Placing placing)
    {
        foreach (var (resource, recorded) in Kept(placing.Placed, placing.State).Where(each => each.Resource.Hosts.Count > 0))
        {
            var (path, at) = PlacementRules.PlaceOf(placing.File, resource.Name);
            var engine = Engines.NameOf(resource.Engine);
            if (recorded.Engine != engine)
            {
                placing.Faults.Add(
                    path,
                    at,
                    $"engine: the data of '{resource.Name}' on '{recorded.Hosts[0]}' is {recorded.Engine}'s, which {engine} cannot read.",
                    $"State engine: {recorded.Engine}; or deploy the new one under another name, copy the data over, then remove '{resource.Name}'.");
            }
            else if (ImageName.Major(recorded.Version) != ImageName.Major(resource.Version) || ImageName.Compare(resource.Version, recorded.Version) < 0)
            {
                placing.Faults.Add(
                    path,
                    at,
                    $"version: '{resource.Name}' on '{recorded.Hosts[0]}' is {engine} {recorded.Version}, and {resource.Version} is {(ImageName.Compare(resource.Version, recorded.Version) < 0 ? "older" : "another major version")}.",
                    Engines.IsReplicated(resource.Engine)
                        ? $"Keep {recorded.Version}; to change it, deploy the new one under another name, restore a backup there, change who refers to it, then remove '{resource.Name}'."
                        : $"Keep {recorded.Version}; or deploy the new one beside it under another name, and remove '{resource.Name}' when nobody needs it.");
            }
        }
    }

    /// <summary>A cluster that loses its majority stops, so members come before others go, and never more than a minority at once.</summary>
    public static void MembersLeaveOneByOne(Placing placing)
    {
        foreach (var (resource, recorded) in Kept(placing.Placed, placing.State).Where(each => each.Resource.Engine is Engine.RabbitMQ && each.Resource.Hosts.Count > 0))
        {
            var gone = recorded.Hosts.Except(resource.Hosts).ToList();
            var come = resource.Hosts.Except(recorded.Hosts).ToList();
            if (gone.Count > 0 && (come.Count > 0 || gone.Count > (recorded.Hosts.Count - 1) / 2))
            {
                var (path, at) = PlacementRules.PlaceOf(placing.File, resource.Name);
                placing.Faults.Add(
                    path,
                    at,
                    $"members: '{resource.Name}' would lose '{string.Join("', '", gone)}'{(come.Count > 0 ? $" while '{string.Join("', '", come)}' joins" : " and with them its majority")}.",
                    "Add the new members first, deploy, and then remove the old ones, never more than a minority at once.");
            }
        }
    }

    /// <summary>Nobody can take anything off a host that is not in the file.</summary>
    public static void HostsAreEmptiedFirst(Placing placing)
    {
        foreach (var host in placing.State.Hosts.Where(host => host.Value.Files.Count > 0 && placing.File.Host(host.Key) is null).Select(host => host.Key).Order(StringComparer.Ordinal))
        {
            var resource = placing.State.Resources.Where(each => each.Value.Hosts.Contains(host)).Select(each => each.Key).Order(StringComparer.Ordinal).FirstOrDefault();
            placing.Faults.Add(
                "hosts",
                Position.None,
                $"hosts: '{host}' is not in the file any more, and was given {(resource is null ? "files" : $"'{resource}'")}.",
                $"Keep '{host}', place nothing on it, and deploy once; then remove it.");
        }
    }

    private static IEnumerable<(PlacedResource Resource, RecordedResource Recorded)> Kept(PlacedSystem placed, RecordedState state) =>
        from resource in placed.Resources
        let recorded = state.Resources.GetValueOrDefault(resource.Name)
        where recorded is { KeepsData: true, Hosts.Count: > 0 }
        select (resource, recorded);
}
