using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Run.Orchestration;

/// <summary>Finds what can never start, before anything does.</summary>
internal static class ModelValidator
{
    /// <param name="model">The application.</param>
    /// <param name="portsAreFixed">Whether endpoints get the ports they ask for, so that no two may ask for the same.</param>
    /// <exception cref="DistributedApplicationException">The message lists every fault.</exception>
    internal static void Validate(DistributedApplicationModel model, bool portsAreFixed)
    {
        var faults = model.Resources.SelectMany(resource => Faults(model, resource, portsAreFixed)).ToList();
        if (faults.Count > 0)
        {
            throw new DistributedApplicationException("The application cannot start:\n" + string.Join('\n', faults.Select(fault => "  - " + fault)));
        }
    }

    /// <summary>What a resource starts after: what it waits for, and its parent.</summary>
    internal static IEnumerable<IResource> Dependencies(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource is IResourceWithParent child ? [child.Parent] : []);

    private static IEnumerable<string> Faults(DistributedApplicationModel model, IResource resource, bool portsAreFixed) =>
    [
        .. MissingDependencies(model, resource),
        .. Cycle(resource),
        .. Endpoints(resource),
        .. portsAreFixed ? SharedPorts(model, resource) : [],
        .. Mounts(resource),
        .. Files(resource),
        .. WorkingDirectory(resource),
        .. Urls(resource),
    ];

    private static IEnumerable<string> MissingDependencies(DistributedApplicationModel model, IResource resource) =>
        Dependencies(resource).Where(dependency => !model.Resources.Contains(dependency))
            .Select(dependency => $"'{resource.Name}' waits for '{dependency.Name}', which is not part of the application.");

    private static IEnumerable<string> Cycle(IResource start)
    {
        // Depth first from each resource; a cycle is told once, from its member whose name sorts first.
        var path = new List<IResource>();
        return Visit(start) ? [$"Waits that never end: {string.Join(" → ", path.Append(start).Select(r => $"'{r.Name}'"))}."] : [];

        bool Visit(IResource resource)
        {
            path.Add(resource);
            foreach (var dependency in Dependencies(resource))
            {
                if (ReferenceEquals(dependency, start))
                {
                    return path.All(member => string.CompareOrdinal(start.Name, member.Name) <= 0);
                }

                if (!path.Contains(dependency) && Visit(dependency))
                {
                    return true;
                }
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    private static IEnumerable<string> Endpoints(IResource resource) =>
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where resource is ContainerResource && endpoint.TargetPort is null
        select $"Endpoint '{endpoint.Name}' of container '{resource.Name}' does not say the port in the container: give it a target port.";

    private static IEnumerable<string> SharedPorts(DistributedApplicationModel model, IResource resource) =>
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint.Port is not null
        from other in model.Resources
        from taken in other.Annotations.OfType<EndpointAnnotation>()
        where taken != endpoint && taken.Port == endpoint.Port
            && string.CompareOrdinal($"{other.Name}/{taken.Name}", $"{resource.Name}/{endpoint.Name}") < 0
        select $"Port {endpoint.Port} is asked for by '{other.Name}' ({taken.Name}) and by '{resource.Name}' ({endpoint.Name}).";

    private static IEnumerable<string> Mounts(IResource resource) =>
        from mount in resource.Annotations.OfType<ContainerMountAnnotation>()
        where mount.Type == ContainerMountType.BindMount && !Path.Exists(mount.Source)
        select $"'{resource.Name}' mounts {mount.Source}, which does not exist.";

    private static IEnumerable<string> Files(IResource resource)
    {
        foreach (var file in resource.Annotations.OfType<ContainerFilesAnnotation>().SelectMany(files => files.Files))
        {
            if (file is { SourcePath: null, Contents: null } or { SourcePath: not null, Contents: not null })
            {
                yield return $"'{resource.Name}' gets the file '{file.Name}' either with its contents or from a source path: give it one of them.";
            }
            else if (file.SourcePath is not null && !File.Exists(file.SourcePath))
            {
                yield return $"'{resource.Name}' gets a copy of {file.SourcePath}, which does not exist.";
            }
        }
    }

    private static IEnumerable<string> WorkingDirectory(IResource resource) =>
        resource is ExecutableResource executable && !Directory.Exists(executable.WorkingDirectory)
            ? [$"'{resource.Name}' runs in {executable.WorkingDirectory}, which does not exist."]
            : [];

    private static IEnumerable<string> Urls(IResource resource) =>
        from url in resource.Annotations.OfType<EndpointUrlCallbackAnnotation>()
        where resource.Annotations.OfType<EndpointAnnotation>().All(endpoint => endpoint.Name != url.EndpointName)
        select $"'{resource.Name}' says how to show its endpoint '{url.EndpointName}', which it does not have.";
}
