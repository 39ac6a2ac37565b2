using System.Globalization;
using Deploy.Hosts.Rules;
using Deploy.Manifest;
using Deploy.Placement;
using Deploy.Recipes.Container;
using Deploy.Recipes.Nginx;
using Deploy.Recipes.Project;
using Deploy.Resolution;

namespace Deploy.Composition;

/// <summary>This part: projects, containers without a recipe, and the edge before them.</summary>
internal sealed partial class RecipeCalls
{
    private const string HttpPorts = "HTTP_PORTS";

    private static readonly TimeSpan DefaultDrain = TimeSpan.FromSeconds(10);

    public void AddWorkload(ResolvedInstance resolved)
    {
        var resource = resolved.Instance.Resource;
        var host = _hosts[resolved.Instance.Host];
        if (resource.Workload is ContainerResource container)
        {
            if (DigestOf(resource, container) is { } digest)
            {
                Add(host, resource, ContainerRecipe.Render(Container(resolved, container, digest)), "podman");
            }
        }
        else if (resource.Workload is ProjectResource project)
        {
            Add(host, resource, ProjectRecipe.Render(Project(resolved, project)));
        }
    }

    /// <summary>nginx, before the only resource that is open to outsiders or the one that hosts.yaml chooses.</summary>
    public void AddEdge(ServedBindings served)
    {
        if (!_file.Edge.IsStated || _input.Edge is null)
        {
            return;
        }

        var edge = _file.Edge.Value;
        var behind = edge.Resource.IsStated ? _placed.Find(edge.Resource.Value)! : _placed.Resources.First(resource => Outside.IsExternal(resource.Workload));
        if (behind.Workload.Bindings.Values.FirstOrDefault(binding => binding is { External: true, Scheme: "http" } && served.Contains(behind.Name, binding.Name)) is not { } open)
        {
            _faults.Hosts.Add(
                _file.Edge.Path, _file.Edge.At, $"edge: '{behind.Name}' listens on no external binding of scheme http; TLS ends at the edge.", "Give it one in the AppHost: WithExternalHttpEndpoints().");
            return;
        }

        var upstreams = behind.Hosts.Select(host => new NginxUpstream(_addresses.PlaceOf(host), _ports.Of(behind.Name, open.Name))).ToList();
        foreach (var host in edge.On.Value.Select(on => _hosts[on.Value]))
        {
            Add(
                host,
                NginxRecipe.Render(new NginxInput(
                    host.Place, [.. edge.Domain.Value.Select(domain => domain.Value)], _input.Edge.Certificate, _input.Edge.Key, behind.Name, upstreams)),
                "nginx");
        }
    }

    private ProjectInput Project(ResolvedInstance resolved, ProjectResource project)
    {
        var block = resolved.Instance.Resource.Block;
        return new ProjectInput(
            project.Name,
            _addresses.PlaceOf(resolved.Instance.Host),
            Path.GetFileNameWithoutExtension(project.Path.Replace('\\', '/')),
            resolved.Arguments,
            PortsOf(resolved),
            resolved.Environment,
            CapacityRules.MemoryOf(resolved.Instance.Resource),
            DrainOf(resolved.Instance.Resource),
            block is { Migrate.IsStated: true } ? [.. block.Migrate.Value.Select(argument => argument.Value)] : []);
    }

    private ContainerInput Container(ResolvedInstance resolved, ContainerResource container, string digest) => new(
        container.Name,
        _addresses.PlaceOf(resolved.Instance.Host),
        digest,
        container.Entrypoint,
        resolved.Arguments,
        resolved.Environment,
        [.. container.Bindings.Keys.Select(name => (Name: name, Port: _ports.Of(container.Name, name))).Select(binding => new ContainerBinding(binding.Name, binding.Port, binding.Port))],
        [.. container.Volumes.Select(volume => new ContainerVolume(volume.Name, volume.Target, volume.ReadOnly))],
        [.. container.BindMounts.Select(mount => mount.Target)],
        CapacityRules.MemoryOf(resolved.Instance.Resource),
        DrainOf(resolved.Instance.Resource))
    {
        Capabilities = [.. resolved.Instance.Resource.Block?.Capabilities.Or([]).Select(capability => capability.Value) ?? []],
        Writable = resolved.Instance.Resource.Block?.Writable.Or(false) ?? false,
    };

    private string? DigestOf(PlacedResource resource, ContainerResource container)
    {
        if (resource.Block is { Image.IsStated: true })
        {
            return resource.Block.Image.Value;
        }

        if (ImageName.Of(container.Image?.Text ?? "").Digest is { } digest)
        {
            return digest;
        }

        var (path, at) = PlacementRules.PlaceOf(_file, resource.Name);
        _faults.Hosts.Add(
            path,
            at,
            $"image: '{resource.Name}' is {(container.Image is { } image ? $"'{image.Text}'" : "an image that is built")}, which may be another one tomorrow.",
            "State image: sha256:… as 'podman image inspect' or 'docker image inspect' tells its Id; or pin it in the AppHost: WithImageSHA256().");
        return null;
    }

    private TimeSpan DrainOf(PlacedResource resource) =>
        resource.Block is { Drain.IsStated: true } ? resource.Block.Drain.Value : _file.Defaults.IsStated ? _file.Defaults.Value.Drain.Or(DefaultDrain) : DefaultDrain;

    private static IReadOnlyList<int> PortsOf(ResolvedInstance resolved)
    {
        var stated = resolved.Environment.FirstOrDefault(each => each.Key == HttpPorts).Value?.ToString() ?? "";
        return [.. stated.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(port => port > 0)];
    }
}
