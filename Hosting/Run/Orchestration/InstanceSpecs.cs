using System.Reflection;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;
using Hosting.Run.Dcp;

namespace Hosting.Run.Orchestration;

/// <summary>What DCP is told to run for an instance. Computed only; nothing is started here.</summary>
internal static class InstanceSpecs
{
    /// <summary>The name, in this run, of the network that containers share.</summary>
    internal const string Network = "apphost";

    internal static ExecutableSpec Executable(ProjectResource project, InstanceValues values)
    {
        // The build of the AppHost has just built the project, so what it made is started as it is: no second build, no `dotnet run`.
        var built = project.Metadata.GetType().GetCustomAttribute<ProjectOutputAttribute>()?.TargetPath;
        IReadOnlyList<string> command = built is not null && File.Exists(built)
            ? ["exec", built]
            : ["run", "--project", project.Metadata.ProjectPath, "--no-launch-profile"];

        return new ExecutableSpec("dotnet", project.Directory, [.. command, .. values.Arguments], values.Variables);
    }

    internal static ExecutableSpec Executable(ExecutableResource executable, InstanceValues values) =>
        new(executable.Command, executable.WorkingDirectory, values.Arguments, values.Variables);

    internal static ContainerSpec Container(ContainerResource container, string name, string image, InstanceValues values) => new(
        image,
        name,
        [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new VolumeMount(
            mount.Type == ContainerMountType.Volume ? "volume" : "bind", mount.Source, mount.Target, mount.IsReadOnly))],
        [.. container.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new ContainerPort(
            endpoint.TargetPort!.Value, HostPort: null, HostIP: "127.0.0.1"))],
        values.Variables,
        values.Arguments,
        [new ContainerNetworkConnection(Network, [container.Name])],
        [.. container.Annotations.OfType<ContainerFilesAnnotation>().Select(files => new CreateFiles(
            files.DestinationPath, files.DefaultOwner, files.DefaultGroup, (int?)files.Umask,
            [.. files.Files.Select(file => new CreatedFile(file.Name, (int)file.Mode, file.Contents, file.SourcePath))]))],
        Persistent: container.Lifetime == ContainerLifetime.Persistent ? true : null);

    /// <summary>The network is this run's, unless a container outlives the run: then it must find the others again.</summary>
    internal static ContainerNetworkSpec ContainerNetwork(IEnumerable<ContainerResource> containers, string identity) =>
        containers.Any(container => container.Lifetime == ContainerLifetime.Persistent)
            ? new ContainerNetworkSpec($"apphost-{identity}", Persistent: true)
            : new ContainerNetworkSpec($"apphost-{Guid.NewGuid():N}");

    /// <summary>
    /// The name of an instance's object in DCP, whose objects run once: each run is another one. It must not be the name of
    /// the run before. DCP frees a name before it has told its controllers of the deletion, and one that hears of it after
    /// the new object was made forgets the new one, which then starts never (DCP 0.25.13; once in 150 restarts under load).
    /// </summary>
    internal static string ObjectName(ResourceInstance instance, CustomResourceSnapshot? snapshot) =>
        snapshot is { Run: > 1 } ? $"{instance.Id}-{snapshot.Run}" : instance.Id;

    internal static Dictionary<string, string> Annotations(ResourceInstance instance) => new()
    {
        [Telemetry.ServiceNameAnnotation] = instance.Resource.Name,
        [Telemetry.ServiceInstanceAnnotation] = instance.Suffix,
        [ServiceProducer.Annotation] = JsonSerializer.Serialize(
            instance.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new ServiceProducer(
                EndpointAllocator.ServiceName(instance.Resource, endpoint),
                instance.Resource is ContainerResource ? null : endpoint.TargetHost,
                endpoint.TargetPort)),
            JsonSerializerOptions.Web),
    };
}

/// <summary>The environment and arguments of an instance, as text.</summary>
internal sealed record InstanceValues(IReadOnlyList<EnvironmentVariable> Variables, IReadOnlyList<string> Arguments)
{
    internal static async Task<InstanceValues> OfAsync(
        IResource resource, DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        var variables = new List<EnvironmentVariable>();
        foreach (var (name, value) in await ExecutionValues.EnvironmentAsync(resource, context, cancellationToken))
        {
            variables.Add(new(name, await TextAsync(resource, value, cancellationToken)));
        }

        var arguments = new List<string>();
        foreach (var argument in await ExecutionValues.ArgumentsAsync(resource, cancellationToken))
        {
            arguments.Add(await TextAsync(resource, argument, cancellationToken));
        }

        return new InstanceValues(variables, arguments);
    }

    private static ValueTask<string> TextAsync(IResource resource, object value, CancellationToken cancellationToken) =>
        resource is ContainerResource && EndpointIn(value) is { } endpoint
            ? throw new DistributedApplicationException(
                $"Container '{resource.Name}' refers to endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}'. " +
                "Addresses are this machine's, and mean nothing inside a container: this app host has no containers that call others.")
            : ExecutionValues.TextAsync(value, cancellationToken);

    private static EndpointReference? EndpointIn(object value) => value as EndpointReference
        ?? (value as IValueWithReferences)?.References.Select(EndpointIn).FirstOrDefault(found => found is not null);
}
