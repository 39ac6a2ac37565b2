using Deploy.Firewall;
using Deploy.Hosts;
using Deploy.Manifest;
using Deploy.Manifest.References;
using Deploy.Placement;
using Deploy.Resolution;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Composition;

/// <summary>The certificate of the edge, as it is on the machine that deploys.</summary>
internal sealed record EdgeFiles(string Certificate, Secret Key);

/// <summary>All that a deployment is made from. Nothing else goes into it, so the same gives the same bytes.</summary>
/// <param name="Edge">Null where hosts.yaml states no edge, or where its files could not be read, which was told then.</param>
internal sealed record SystemInput(ManifestDocument Manifest, HostsFile File, RecordedState State, SecretSet Secrets, EdgeFiles? Edge);

/// <summary>
/// Places, resolves, asks every recipe for its files, and makes the firewalls from all that has to connect. The whole tool in one
/// function: the commands do no more than read what goes in and show what comes out.
/// </summary>
internal static class Composer
{
    /// <returns>Null if something is at fault, which <paramref name="faults"/> then say.</returns>
    public static ComposedSystem? Compose(SystemInput input, SystemFaults faults)
    {
        var (manifest, file, state, secrets, _) = input;
        var placed = Placer.Place(file, manifest, state, faults.Hosts);
        if (faults.Count > 0)
        {
            return null;
        }

        var served = new ServedBindings(manifest);
        var ports = PortTable.Allocate(SystemPorts.Claims(file, placed, served, faults.Hosts), state.Ports, file, faults.Hosts);
        var addresses = new Addresses(file, placed, ports);
        var accounts = new Accounts(manifest, placed, secrets);
        var preparation = new Preparation(manifest, placed, served, accounts, faults);
        var prepared = placed.Resources.Where(resource => !Engines.HasRecipe(resource.Engine)).ToDictionary(
            resource => resource.Name, resource => preparation.Of(resource.Workload), StringComparer.Ordinal);
        var resolver = new Resolver(manifest, placed, addresses, new ParameterValues(manifest, file, secrets));
        var recipes = new RecipeCalls(input, placed, ports, addresses, faults);

        recipes.AddHosts();
        recipes.AddTelemetry();
        foreach (var resource in placed.Resources.Where(resource => Engines.HasRecipe(resource.Engine)))
        {
            recipes.AddServer(resource, [.. accounts.On(resource.Name)], prepared.Values);
        }

        recipes.AddProxies(prepared.Values);
        var telemetry = Telemetry.Of(file, addresses, ports, secrets);
        foreach (var instance in placed.Resources.Where(resource => prepared.ContainsKey(resource.Name)).SelectMany(resource => resource.Hosts, (resource, host) => new Instance(resource, host)))
        {
            var isProject = instance.Resource.Engine is Engine.Project;
            recipes.AddWorkload(resolver.Of(instance, prepared[instance.Resource.Name], isProject && telemetry is not null ? telemetry.Of(instance) : []));
        }

        recipes.AddEdge(served);
        var graph = ReferenceGraph.Of(manifest);
        recipes.AddFlows(ReferenceFlows.Of(resolver.Told, graph, placed, addresses, ports));
        recipes.AddFlows(AdminFlows(file, addresses));
        recipes.AddFirewalls();
        return faults.Count > 0 ? null : new ComposedSystem(
            file.Deployment.Value,
            placed,
            ports.Ports,
            recipes.Hosts,
            recipes.Flows,
            [.. prepared.Values.SelectMany(each => each.LeftOut)],
            StartRanks.Of(file, placed, graph),
            secrets);
    }

    /// <summary>Without <c>admin:</c>, from everywhere: who cannot get in cannot put it right either.</summary>
    private static IEnumerable<Flow> AdminFlows(HostsFile file, Addresses addresses) =>
        from host in file.Hosts
        let to = addresses.PlaceOf(host.Name.Value)
        let port = host.Value.Value.Ssh.Value.Port
        from flow in file.Admin.Count > 0
            ? file.Admin.Select(network => Flow.Admin(network.Value, to, port))
            : [new Flow(new Anyone(), to, "ssh", port, Transport.Tcp, FlowKind.Admin, "no admin networks are stated")]
        select flow;
}
