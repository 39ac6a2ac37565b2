using System.Net;
using Deploy.Firewall;
using Deploy.Rendering;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Firewall;

/// <summary>For any graph: a packet is accepted exactly if a flow needs it. The rules are read back from the text that nft would read.</summary>
public sealed class FirewallProperties
{
    private static readonly Place[] Hosts =
    [
        .. Enumerable.Range(1, 4).Select(i => new Place($"h{i}", IPAddress.Parse($"10.0.0.{i}"))),
        .. Enumerable.Range(5, 2).Select(i => new Place($"h{i}", IPAddress.Parse($"fd00::{i}"))),
    ];

    // Two that lie in one another, and one that holds a host.
    private static readonly IPNetwork[] Networks =
        [IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("198.51.100.128/25"), IPNetwork.Parse("10.0.0.2/32"), IPNetwork.Parse("2001:db8::/32")];

    private static readonly IPAddress[] Senders =
        [.. Hosts.Select(host => host.Address), .. new[] { "198.51.100.5", "198.51.100.200", "203.0.113.1", "2001:db8::7", "2001:db9::7" }.Select(IPAddress.Parse)];

    private static readonly int[] Ports = [22, 80, 3306, 5672];

    private static Arbitrary<Flow[]> Flows()
    {
        var host = Gen.Elements(Hosts);
        var origin = Gen.OneOf(
            host.Select(place => (Origin)new Deployed(place, "x")),
            Gen.Elements(Networks).Select(network => (Origin)new Network(network)),
            Gen.Constant((Origin)new Anyone()));
        var flow =
            from origins in origin
            from to in host
            from instance in Gen.Elements("x", "y")
            from port in Gen.Elements(Ports)
            from transport in Gen.Elements(Transport.Tcp, Transport.Tcp, Transport.Udp)
            from kind in Gen.Elements(Enum.GetValues<FlowKind>())
            select new Flow(origins, to, instance, port, transport, kind, "property");
        return Arb.From(flow.ArrayOf());
    }

    [Property(MaxTest = 300)]
    public Property A_port_is_open_to_somebody_exactly_if_a_flow_needs_it() => Prop.ForAll(Flows(), flows =>
    {
        var cases =
            from to in Hosts
            let rules = Rules(to, flows)
            from sender in Senders.Where(sender => !sender.Equals(to.Address))
            from port in Ports
            from transport in new[] { Transport.Tcp, Transport.Udp }
            select (Open: rules.Any(rule => rule.Accepts(sender, port, transport)), Needed: flows.Any(flow => Needs(flow, to, sender, port, transport)));
        return cases.All(each => each.Open == each.Needed);
    });

    [Property(MaxTest = 100)]
    public Property The_same_flows_in_any_order_give_the_same_text() =>
        Prop.ForAll(Flows(), flows => Hosts.All(host => Text(host, flows) == Text(host, [.. flows.Reverse()])));

    private static bool Needs(Flow flow, Place to, IPAddress sender, int port, Transport transport) =>
        flow.To == to && flow.Port == port && flow.Transport == transport && flow.From switch
        {
            Deployed deployed => deployed.Host.Address.Equals(sender),
            Network network => network.Range.Contains(sender),
            _ => true,
        };

    private static string Text(Place host, Flow[] flows) =>
        FirewallRecipe.Render(new(host, Hosts, flows, Tunnel: false)).Files[0].Content.Reveal();

    private static List<OpenPort> Rules(Place host, Flow[] flows) => OpenPort.All(Text(host, flows));
}
