using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource beside start, stop and restart: a button of the dashboard, and a name for tests.</summary>
internal sealed class ResourceCommandAnnotation(
    string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions options) : IResourceAnnotation
{
    internal string Name { get; } = name;

    internal string DisplayName { get; } = displayName;

    internal Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    internal CommandOptions Options { get; } = options;

    internal ResourceCommandState State(CustomResourceSnapshot snapshot) =>
        Options.UpdateState?.Invoke(new UpdateCommandStateContext { ResourceSnapshot = snapshot }) ?? ResourceCommandState.Enabled;
}

public class CommandOptions
{
    /// <summary>What it does, for who points at its button.</summary>
    public string? Description { get; set; }

    /// <summary>A question that must be answered yes before it is executed.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A name among Fluent UI's system icons.</summary>
    public string? IconName { get; set; }

    /// <summary>Whether it has a button in the list, rather than an entry of the menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it may be executed, as the resource is now; always if null.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }
}

public sealed class ExecuteCommandContext
{
    public required IServiceProvider Services { get; init; }

    /// <summary>The id of the instance that was chosen.</summary>
    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required ILogger Logger { get; init; }
}
