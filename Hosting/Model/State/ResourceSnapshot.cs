using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of one instance of a resource, as the dashboard shows it and tests wait for it.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Null while a running resource has a health check that has not answered.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Any(report => report.Status is null) ? null
        : HealthReports.Min(report => report.Status);

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Healthy, and everything that is done when it becomes healthy is done too.</summary>
    internal bool IsReady { get; init; }

    /// <summary>How often it was started: what is told of an earlier run is no longer true of it.</summary>
    internal int Run { get; init; }

    /// <summary>Stopped only to be started again at once.</summary>
    internal bool IsRestarting { get; init; }

    internal bool HasEnded => !IsRestarting && KnownResourceStates.TerminalStates.Contains(State?.Text);

    /// <summary>Not yet started, ended, or lost: a start makes it run.</summary>
    internal bool IsStopped => State?.Text is not { } state
        || state == KnownResourceStates.NotStarted || state == KnownResourceStates.Waiting || state == KnownResourceStates.Unknown
        || KnownResourceStates.TerminalStates.Contains(state);

    internal bool Runs => State?.Text == KnownResourceStates.Running;

    internal bool IsHealthy => HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;
}

/// <param name="Text">One of <see cref="KnownResourceStates"/>, or a resource's own word.</param>
/// <param name="Style">How it is shown: <c>success</c>, <c>error</c>, <c>warning</c>, <c>info</c>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot(string text) => new(text, Style: null);
}

public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    public bool IsSensitive { get; init; }
}

public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);

public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <param name="DisplayName">What the link says; the address itself if empty.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "");

public sealed record RelationshipSnapshot(string ResourceName, string Type);

public static class KnownResourceStates
{
    public static readonly string NotStarted = "NotStarted";
    public static readonly string Waiting = "Waiting";
    public static readonly string Starting = "Starting";
    public static readonly string Running = "Running";
    public static readonly string FailedToStart = "FailedToStart";
    public static readonly string RuntimeUnhealthy = "RuntimeUnhealthy";
    public static readonly string Stopping = "Stopping";
    public static readonly string Exited = "Exited";
    public static readonly string Finished = "Finished";

    /// <summary>DCP has lost sight of it: a container that somebody removed, or what it could not stop. Aspire shows the word, and has no name for it.</summary>
    internal const string Unknown = "Unknown";

    /// <summary>States that a resource does not leave unless someone starts it again.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [FailedToStart, Exited, Finished];
}

/// <summary>A change of an instance of a resource.</summary>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    public IResource Resource { get; } = resource;

    /// <summary>Names the instance: the resource's name and a suffix, one for each replica.</summary>
    public string ResourceId { get; } = resourceId;

    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
