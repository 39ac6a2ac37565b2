using Deploy.Firewall;
using Deploy.Manifest.References;
using Deploy.Placement;
using Deploy.Resolution;

namespace Deploy.Composition;

/// <summary>What the references let through: an instance connects to exactly those whose address it was told.</summary>
internal static class ReferenceFlows
{
    public static IEnumerable<Flow> Of(IEnumerable<Told> told, ReferenceGraph graph, PlacedSystem placed, Addresses addresses, PortTable ports)
    {
        var because = graph.Connections.ToDictionary(connection => (connection.From, connection.To, connection.Binding), connection => connection.Because[0].ToString());
        foreach (var each in told)
        {
            var target = placed.Find(each.Resource)!;

            // Its recipe opens it, to those alone who put policies.
            if (target.Engine is Engine.RabbitMQ && each.Binding == SystemPorts.ManagementBinding)
            {
                continue;
            }

            var transport = target.Workload.Bindings[each.Binding].Protocol is "udp" ? Transport.Udp : Transport.Tcp;
            yield return Flow.Reference(
                addresses.PlaceOf(each.FromHost),
                each.Service,
                addresses.PlaceOf(each.ToHost),
                each.Resource,
                ports.Of(each.Resource, each.Binding),
                because[(each.Service, each.Resource, each.Binding)],
                transport);
        }
    }
}
