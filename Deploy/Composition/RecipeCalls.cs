using Deploy.Firewall;
using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Placement;
using Deploy.Recipes.Chrony;
using Deploy.Recipes.Dashboard;
using Deploy.Recipes.Kernel;
using Deploy.Recipes.Sources;
using Deploy.Recipes.WireGuard;
using Deploy.Rendering;
using Deploy.Resolution;

namespace Deploy.Composition;

/// <summary>Puts together what each recipe wants to know, host by host, and gathers what it says. This part: what is about hosts.</summary>
internal sealed partial class RecipeCalls
{
    private readonly SystemInput _input;
    private readonly HostsFile _file;
    private readonly PlacedSystem _placed;
    private readonly PortTable _ports;
    private readonly Addresses _addresses;
    private readonly SystemFaults _faults;
    private readonly Dictionary<string, HostContents> _hosts;
    private readonly OrderedDictionary<Flow, bool> _flows = [];

    public RecipeCalls(SystemInput input, PlacedSystem placed, PortTable ports, Addresses addresses, SystemFaults faults)
    {
        (_input, _file, _placed, _ports, _addresses, _faults) = (input, input.File, placed, ports, addresses, faults);
        _hosts = _file.Hosts.ToDictionary(host => host.Name.Value, host => new HostContents(addresses.PlaceOf(host.Name.Value)), StringComparer.Ordinal);
    }

    /// <summary>In the order of hosts.yaml.</summary>
    public IReadOnlyList<ComposedHost> Hosts => [.. _file.Hosts.Select(host => _hosts[host.Name.Value].ToHost())];

    public IReadOnlyList<Flow> Flows => [.. _flows.Keys];

    /// <summary>What every host has, whatever runs on it.</summary>
    public void AddHosts()
    {
        var kernel = KernelRecipe.Render();
        foreach (var host in _hosts.Values)
        {
            Add(host, kernel);
            Add(host, ChronyRecipe.Render(new ChronyInput(host.Place, [], [])), "chrony");
        }

        if (_file.WireGuard.Or(false))
        {
            AddTunnels();
        }
    }

    public void AddTelemetry()
    {
        if (!_file.Telemetry.IsStated)
        {
            return;
        }

        var host = _hosts[_file.Telemetry.Value.On.Value];
        Add(
            host,
            DashboardRecipe.Render(new DashboardInput(
                host.Place,
                _ports.Of(SystemPorts.Dashboard, SystemPorts.Frontend),
                _ports.Of(SystemPorts.Dashboard, SystemPorts.OtlpGrpc),
                _ports.Of(SystemPorts.Dashboard, SystemPorts.OtlpHttp),
                _input.Secrets.Get(Telemetry.KeySecret, SecretSet.Ours),
                _input.Secrets.Get(Telemetry.TokenSecret, SecretSet.Ours),
                CapacityRules.Dashboard,
                [.. _file.Hosts.Select(each => each.Name.Value).Where(name => _placed.On(name).Any(instance => instance.Resource.Engine is Engine.Project)).Select(_addresses.PlaceOf)])),
            "dashboard");
    }

    public void AddFlows(IEnumerable<Flow> flows)
    {
        foreach (var flow in flows)
        {
            _flows.TryAdd(flow, true);
        }
    }

    /// <summary>Last, for it takes every flow; and where packages come from, for it takes every package.</summary>
    public void AddFirewalls()
    {
        var inside = _addresses.PlacesOf(_file.Hosts.Select(host => host.Name.Value));
        var flows = Flows.ToLookup(flow => flow.To.Host, StringComparer.Ordinal);
        var debianAlone = SourcesRecipe.Render(new SourcesInput([]));
        foreach (var host in _hosts.Values)
        {
            Add(host, FirewallRecipe.Render(new FirewallInput(host.Place, inside, [.. flows[host.Place.Host]], _file.WireGuard.Or(false))));
            var stated = _file.Sources.Where(source => host.PackagesByRecipe.ContainsKey(source.Name.Value)).ToList();
            foreach (var source in stated.Where(source => source.Value.Value.Packages.IsStated))
            {
                host.Rename(source.Name.Value, [.. source.Value.Value.Packages.Value.Select(package => package.Value)]);
            }

            var sources = stated.Select(source => Source(source.Name.Value, source.Value.Value, host)).ToList();
            Add(host, sources.Count == 0 ? debianAlone : SourcesRecipe.Render(new SourcesInput(sources)));
        }
    }

    private static PackageSource Source(string recipe, SourceBlock block, HostContents host) => new(
        recipe,
        block.Uri.Value,
        block.Suite.Value,
        block.Components.IsStated ? [.. block.Components.Value.Select(component => component.Value)] : ["main"],
        block.Fingerprint.Value,
        [.. host.PackagesByRecipe[recipe]],
        block.Version.Value);

    private void AddTunnels()
    {
        var keys = _hosts.Keys.ToDictionary(name => name, name => _input.Secrets.Get(SecretSet.NameOf("_wireguard", name), rules: null), StringComparer.Ordinal);
        var peers = _file.Hosts.Select(host => new WireGuardPeer(
            _addresses.PlaceOf(host.Name.Value), PublicOf(host.Name.Value), WireGuardKey.PublicOf(keys[host.Name.Value]))).ToList();
        foreach (var host in _hosts.Values)
        {
            Add(host, WireGuardRecipe.Render(new WireGuardInput(
                host.Place, keys[host.Place.Host], PortTable.WireGuard, [.. peers.Where(peer => peer.Host.Host != host.Place.Host)])));
        }
    }

    private System.Net.IPAddress PublicOf(string name)
    {
        var host = _file.Host(name)!;
        if (host.Public.IsStated)
        {
            return host.Public.Value;
        }

        if (System.Net.IPAddress.TryParse(host.Ssh.Value.Address, out var address))
        {
            return address;
        }

        _faults.Hosts.Add(
            host.Ssh.Path, host.Ssh.At, $"wireguard: '{name}' is reached by a name, {host.Ssh.Value.Address}; tunnels are made to addresses.", "State public: with its address.");
        return System.Net.IPAddress.None;
    }

    private void Add(HostContents host, Rendered rendered, string? recipe = null) =>
        Add(host, rendered, recipe, "hosts", _file.Hosts.First(each => each.Name.Value == host.Place.Host).Name.At, $"on '{host.Place.Host}'");

    private void Add(HostContents host, PlacedResource resource, Rendered rendered, string? recipe = null)
    {
        var (path, at) = PlacementRules.PlaceOf(_file, resource.Name);
        Add(host, rendered, recipe, path, at, $"'{resource.Name}' on '{host.Place.Host}'");
    }

    // What a recipe cannot do is a fault of what it was asked for.
    private void Add(HostContents host, Rendered rendered, string? recipe, string path, Faults.Position at, string what)
    {
        foreach (var refusal in rendered.Refusals)
        {
            _faults.Hosts.Add($"{path}{(refusal.Path.Length > 0 ? "." : "")}{refusal.Path}", at, $"recipe: {what}: {refusal.What}", refusal.Remedy);
        }

        host.Add(rendered, recipe);
        AddFlows(rendered.Flows);
    }
}
