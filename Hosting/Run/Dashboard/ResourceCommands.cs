using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dashboard.Wire;

namespace Hosting.Run.Dashboard;

/// <summary>Which buttons an instance has: start, stop and restart, for what is a process or a container, and its own.</summary>
internal static class ResourceCommands
{
    internal static IEnumerable<ResourceCommand> Of(ResourceEvent instance) =>
        Lifecycle(instance).Concat(instance.Resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => ToWire(command, instance)));

    internal static ResourceCommandResponse ToWire(ExecuteCommandResult result) => new()
    {
        Kind = result.Success ? ResourceCommandResponseKind.Succeeded : ResourceCommandResponseKind.Failed,
        Message = result.Message ?? "",
        Result = result.Data is not { } data ? null : new ResourceCommandResult
        {
            Value = data.Value,
            DisplayImmediately = data.DisplayImmediately,
            Format = data.Format switch
            {
                Aspire.Hosting.ApplicationModel.CommandResultFormat.Json => Wire.CommandResultFormat.Json,
                Aspire.Hosting.ApplicationModel.CommandResultFormat.Markdown => Wire.CommandResultFormat.Markdown,
                _ => Wire.CommandResultFormat.Text,
            },
        },
    };

    private static ResourceCommand ToWire(ResourceCommandAnnotation command, ResourceEvent instance)
    {
        var wire = Command(
            command.Name, command.DisplayName, command.Options.Description ?? "", command.Options.IconName ?? "", command.Options.IsHighlighted,
            command.State(instance.Snapshot) switch
            {
                Aspire.Hosting.ApplicationModel.ResourceCommandState.Enabled => Wire.ResourceCommandState.Enabled,
                Aspire.Hosting.ApplicationModel.ResourceCommandState.Disabled => Wire.ResourceCommandState.Disabled,
                _ => Wire.ResourceCommandState.Hidden,
            });
        if (command.Options.ConfirmationMessage is { } question)
        {
            wire.ConfirmationMessage = question;
        }

        return wire;
    }

    private static IEnumerable<ResourceCommand> Lifecycle(ResourceEvent instance)
    {
        if (instance.Resource is not (ProjectResource or ContainerResource or ExecutableResource))
        {
            return [];
        }

        var (start, stop, restart) = States(instance.Snapshot);
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
    private static (Wire.ResourceCommandState Start, Wire.ResourceCommandState Stop, Wire.ResourceCommandState Restart) States(CustomResourceSnapshot snapshot)
    {
        const Wire.ResourceCommandState Enabled = Wire.ResourceCommandState.Enabled;
        const Wire.ResourceCommandState Disabled = Wire.ResourceCommandState.Disabled;
        const Wire.ResourceCommandState Hidden = Wire.ResourceCommandState.Hidden;

        var state = snapshot.State?.Text;
        if (string.IsNullOrEmpty(state) || state == KnownResourceStates.Starting || state == KnownResourceStates.RuntimeUnhealthy)
        {
            return (Disabled, Hidden, Disabled);
        }

        if (snapshot.IsStopped)
        {
            return (Enabled, Hidden, Disabled);
        }

        return state == KnownResourceStates.Stopping ? (Hidden, Disabled, Disabled) : (Hidden, Enabled, Enabled);
    }

    private static ResourceCommand Command(
        string name, string displayName, string description, string icon, bool highlighted, Wire.ResourceCommandState state) => new()
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
