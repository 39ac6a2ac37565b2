using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dcp;

namespace Hosting.Run.Orchestration;

/// <summary>What is shown of an instance, computed from what DCP says of it. The property names are those the dashboard knows.</summary>
internal static class Snapshots
{
    private const string WaitingFor = "resource.waitingFor";

    /// <summary>An instance before it is started.</summary>
    internal static CustomResourceSnapshot Initial(CustomResourceSnapshot snapshot, IResource resource, DateTime now) => snapshot with
    {
        ResourceType = Type(resource),
        State = KnownResourceStates.NotStarted,
        CreationTimeStamp = now,
        Properties = [.. Properties(resource)],
        HealthReports = Unknown(resource),
        Urls = [.. Urls(resource)],
        Relationships = [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type)).Distinct()],
    };

    /// <summary>An instance whose dependencies are not there yet.</summary>
    internal static CustomResourceSnapshot Waiting(CustomResourceSnapshot snapshot, IEnumerable<IResource> dependencies) => snapshot with
    {
        State = KnownResourceStates.Waiting,
        IsReady = false,
        Properties = Set(snapshot.Properties, WaitingFor, dependencies.Select(dependency => dependency.Name).Distinct().ToList()),
    };

    /// <summary>An instance that is about to start: nothing is known of its health any more.</summary>
    internal static CustomResourceSnapshot Starting(CustomResourceSnapshot snapshot, IResource resource) => snapshot with
    {
        State = KnownResourceStates.Starting,
        Run = snapshot.Run + 1,
        ExitCode = null,
        StartTimeStamp = null,
        StopTimeStamp = null,
        IsReady = false,
        IsRestarting = false,
        Properties = Set(snapshot.Properties, WaitingFor, value: null),
        HealthReports = Unknown(resource),
        Urls = [.. Urls(resource)],
    };

    /// <summary>A container that is gone, which ends any doubt about it.</summary>
    internal static CustomResourceSnapshot Removed(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Unknown ? snapshot with { State = KnownResourceStates.Exited } : snapshot;

    /// <summary>Something that does not run but has a value: a parameter, a database, a connection string.</summary>
    internal static CustomResourceSnapshot WithValue(CustomResourceSnapshot snapshot, IResource resource, string? value) => snapshot with
    {
        State = new(KnownResourceStates.Running, "success"),
        Properties = resource is ParameterResource parameter
            ? Set(snapshot.Properties, "Value", value, parameter.Secret)
            : Set(snapshot.Properties, "resource.connectionString", value, isSensitive: true),
    };

    internal static CustomResourceSnapshot Apply(CustomResourceSnapshot snapshot, DcpObject<ExecutableSpec, ExecutableStatus> item)
    {
        var status = item.Status;
        return With(
            snapshot, status?.State, status?.ExitCode, status?.StartupTimestamp, status?.FinishTimestamp, item.Spec.Env, status?.EffectiveEnv,
            ("executable.path", item.Spec.ExecutablePath),
            ("executable.workDir", item.Spec.WorkingDirectory),
            ("executable.args", status?.EffectiveArgs ?? item.Spec.Args),
            ("executable.pid", status?.Pid > 0 ? status.Pid : null));
    }

    internal static CustomResourceSnapshot Apply(CustomResourceSnapshot snapshot, DcpObject<ContainerSpec, ContainerStatus> item)
    {
        var status = item.Status;
        return With(
            snapshot, status?.State, status?.ExitCode, status?.StartupTimestamp, status?.FinishTimestamp, item.Spec.Env, status?.EffectiveEnv,
            ("container.image", item.Spec.Image),
            ("container.id", status?.ContainerId),
            ("container.args", status?.EffectiveArgs ?? item.Spec.Args),
            ("container.lifetime", item.Spec.Persistent == true ? "Persistent" : "Session"));
    }

    /// <summary>DCP's word for a state in Aspire's.</summary>
    internal static ResourceStateSnapshot? State(string? state, int? exitCode) => state switch
    {
        null or "" => null,
        DcpStates.Unknown => new(KnownResourceStates.Unknown, "warning"),
        DcpStates.Running => new(KnownResourceStates.Running, "success"),
        DcpStates.Terminated => new(KnownResourceStates.Exited, null),
        DcpStates.Finished or DcpStates.Exited => new(state, exitCode is 0 or null or -1 ? null : "error"),
        DcpStates.FailedToStart => new(KnownResourceStates.FailedToStart, "error"),
        DcpStates.Stopping => new(KnownResourceStates.Stopping, null),
        DcpStates.RuntimeUnhealthy => new(KnownResourceStates.RuntimeUnhealthy, "warning"),
        _ => new(KnownResourceStates.Starting, null),
    };

    private static CustomResourceSnapshot With(
        CustomResourceSnapshot snapshot,
        string? state,
        int? exitCode,
        DateTimeOffset? started,
        DateTimeOffset? finished,
        IReadOnlyList<EnvironmentVariable>? asked,
        IReadOnlyList<EnvironmentVariable>? effective,
        params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var names = asked?.Select(variable => variable.Name).ToHashSet() ?? [];
        var next = snapshot with
        {
            State = State(state, exitCode) ?? snapshot.State,
            StartTimeStamp = Utc(started),
            StopTimeStamp = Utc(finished),
            ExitCode = finished is null || exitCode == -1 ? null : exitCode,
            EnvironmentVariables = [.. (effective ?? asked ?? []).Where(variable => names.Contains(variable.Name))
                .Select(variable => new EnvironmentVariableSnapshot(variable.Name, variable.Value, IsFromSpec: true))],
        };
        foreach (var (name, value) in properties)
        {
            // Arguments may hold what a parameter put into them.
            next = next with { Properties = Set(next.Properties, name, value, isSensitive: name.EndsWith(".args", StringComparison.Ordinal)) };
        }

        return next;
    }

    private static ImmutableArray<ResourcePropertySnapshot> Set(
        ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value, bool isSensitive = false)
    {
        var others = properties.RemoveAll(property => property.Name == name);
        return value is null ? others : others.Add(new ResourcePropertySnapshot(name, value) { IsSensitive = isSensitive });
    }

    private static DateTime? Utc(DateTimeOffset? time) => time is { Year: > 1970 } ? time.Value.UtcDateTime : null;

    private static string Type(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        ExecutableResource => "Executable",
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };

    private static IEnumerable<ResourcePropertySnapshot> Properties(IResource resource)
    {
        if (resource is ProjectResource project)
        {
            yield return new("project.path", project.Metadata.ProjectPath);
        }

        if (resource is ExecutableResource executable)
        {
            yield return new("executable.path", executable.Command);
            yield return new("executable.workDir", executable.WorkingDirectory);
        }

        if (resource is ContainerResource container)
        {
            yield return new("container.image", container.Image.Reference);
        }
    }

    private static ImmutableArray<HealthReportSnapshot> Unknown(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))];

    private static IEnumerable<UrlSnapshot> Urls(IResource resource) =>
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        let allocated = endpoint.AllocatedEndpoint
        where allocated is not null
        select Url(resource, endpoint, allocated.UriString);

    private static UrlSnapshot Url(IResource resource, EndpointAnnotation endpoint, string address)
    {
        var shown = new ResourceUrlAnnotation { Url = address, Endpoint = new EndpointReference((IResourceWithEndpoints)resource, endpoint) };
        foreach (var change in resource.Annotations.OfType<EndpointUrlCallbackAnnotation>().Where(change => change.EndpointName == endpoint.Name))
        {
            change.Callback(shown);
        }

        return new UrlSnapshot(endpoint.Name, new Uri(new Uri(address), shown.Url).OriginalString, IsInternal: false)
        {
            DisplayProperties = new(shown.DisplayText ?? ""),
        };
    }
}
