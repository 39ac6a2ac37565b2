using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dashboard.Wire;

namespace Hosting.Run.Dashboard;

/// <summary>Which buttons an instance has: start, stop and restart, for what is a process or a container.</summary>
internal static class ResourceCommands
{
    internal static IEnumerable<ResourceCommand> Of(ResourceEvent instance)
    {
        if (instance.Resource is not (ProjectResource or ContainerResource))
        {
            return [];
        }

        var (start, stop, restart) = States(instance.Snapshot.State?.Text);
        return
        [
            Command(KnownResourceCommands.StartCommand, "Start", "Start this resource", "Play", highlighted: true, start),
            Command(KnownResourceCommands.StopCommand, "Stop", "Stop this resource", "Stop", highlighted: true, stop),
            Command(KnownResourceCommands.RestartCommand, "Restart", "Stop this resource and start it again",
                "ArrowCounterclockwise", highlighted: false, restart),
        ];
    }

    // Start and stop share a place, so one of them is hidden; restart is shown always, enabled only where something runs.
    // What waits for others may be started at once, without them.
    private static (ResourceCommandState Start, ResourceCommandState Stop, ResourceCommandState Restart) States(string? state)
    {
        const ResourceCommandState Enabled = ResourceCommandState.Enabled;
        const ResourceCommandState Disabled = ResourceCommandState.Disabled;
        const ResourceCommandState Hidden = ResourceCommandState.Hidden;

        if (string.IsNullOrEmpty(state) || state == KnownResourceStates.Starting || state == KnownResourceStates.RuntimeUnhealthy)
        {
            return (Disabled, Hidden, Disabled);
        }

        if (state == KnownResourceStates.NotStarted || state == KnownResourceStates.Waiting
            || KnownResourceStates.TerminalStates.Contains(state))
        {
            return (Enabled, Hidden, Disabled);
        }

        return state == KnownResourceStates.Stopping ? (Hidden, Disabled, Disabled) : (Hidden, Enabled, Enabled);
    }

    private static ResourceCommand Command(
        string name, string displayName, string description, string icon, bool highlighted, ResourceCommandState state) => new()
        {
            Name = name,
            DisplayName = displayName,
            DisplayDescription = description,
            IconName = icon,
            IconVariant = highlighted ? IconVariant.Filled : IconVariant.Regular,
            IsHighlighted = highlighted,
            State = state,
        };
}
