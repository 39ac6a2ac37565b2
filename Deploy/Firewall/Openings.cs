using System.Globalization;
using System.Net.Sockets;

namespace Deploy.Firewall;

/// <summary>A rule for each port of the host that a flow leads to, with all who may connect because of the same thing.</summary>
internal static class Openings
{
    /// <summary>nft's limit.</summary>
    private const int MaxComment = 120;

    public static IEnumerable<string> Of(FirewallInput input)
    {
        // What comes from the host itself comes by loopback.
        var flows = input.Flows.Where(flow => flow.To == input.Host && !(flow.From is Deployed from && from.Host == input.Host));
        foreach (var kind in flows.GroupBy(flow => flow.Kind).OrderBy(kind => kind.Key))
        {
            yield return $"# {Title(kind.Key)}";
            foreach (var port in kind.GroupBy(flow => (flow.Port, flow.Transport)).OrderBy(port => port.Key))
            {
                foreach (var rule in port.GroupBy(Comment).OrderBy(rule => rule.Key, StringComparer.Ordinal))
                {
                    foreach (var source in Sources([.. rule.Select(flow => flow.From)]))
                    {
                        yield return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{source}{(port.Key.Transport == Transport.Udp ? "udp" : "tcp")} dport {port.Key.Port} accept comment \"{rule.Key}\"");
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Sources(IReadOnlyList<Origin> origins)
    {
        if (origins.OfType<Anyone>().Any())
        {
            return [""];
        }

        // A network may lie in another: each has a rule of its own, for sets hold no two that overlap.
        var networks = origins.OfType<Network>().Select(network => (Family: network.Range.BaseAddress.AddressFamily, Text: network.Range.ToString()));
        var hosts = origins.OfType<Deployed>().Select(deployed => deployed.Host.Address).Distinct().GroupBy(address => address.AddressFamily)
            .Select(family => (Family: family.Key, Text: family.Count() == 1
                ? $"{family.Single()}"
                : $"{{ {string.Join(", ", family.Select(address => address.ToString()).Order(StringComparer.Ordinal))} }}"));
        return networks.Concat(hosts).Distinct().OrderBy(source => source.Family).ThenBy(source => source.Text, StringComparer.Ordinal)
            .Select(source => $"{(source.Family == AddressFamily.InterNetwork ? "ip" : "ip6")} saddr {source.Text} ");
    }

    private static string Comment(Flow flow)
    {
        var from = flow.From is Deployed deployed ? $"{deployed.Instance} -> " : "";
        var comment = $"{from}{flow.Instance}";
        return comment.Length <= MaxComment ? comment : comment[..MaxComment];
    }

    private static string Title(FlowKind kind) => kind switch
    {
        FlowKind.Admin => "Admin",
        FlowKind.Edge => "Edge",
        FlowKind.Tunnel => "The private network's own tunnels",
        FlowKind.Reference => "References",
        FlowKind.Dns => "DNS",
        FlowKind.Ntp => "NTP",
        _ => kind.ToString(),
    };
}
