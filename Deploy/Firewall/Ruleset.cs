using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Deploy.Recipes.WireGuard;
using Deploy.Rendering;

namespace Deploy.Firewall;

/// <summary>The text that nft reads.</summary>
internal static class Ruleset
{
    // Each of a thousand hosts has the same thousand in its sets.
    private static readonly ConditionalWeakTable<IReadOnlyList<Place>, Elements> Known = [];

    public static string Of(FirewallInput input) => Of(input, Known.GetValue(input.Inside, Elements.Of));

    private static string Of(FirewallInput input, Elements inside) => $$"""
        # The firewall of {{input.Host.Host}}: what the deployment needs is open, all else is shut. It stands in a table of its own, and replaces that
        # in one step with the rules that follow; other tables are not touched. A packet must pass them too.
        table inet deploy
        delete table inet deploy

        table inet deploy {
            # Deployed hosts. Who is inside is told no; outside gets no answer.
            set inside4 { type ipv4_addr;{{inside.Four}} }
            set inside6 { type ipv6_addr;{{inside.Six}} }

            chain input {
                type filter hook input priority filter; policy drop;

                ct state vmap { established : accept, related : accept, invalid : drop }
                iif lo accept
        {{Lines(input.Tunnel ? Tunnel : [])}}        jump control

        {{Lines(Openings.Of(input))}}
                jump refuse
            }

            # A host of the deployment forwards nothing; what another table redirects, such as a port that Docker publishes, comes by here too.
            chain forward {
                type filter hook forward priority filter; policy drop;

                ct state vmap { established : accept, related : accept, invalid : drop }
                jump refuse
            }

            # Without these, path MTU discovery and all of IPv6 break.
            chain control {
                icmp type { echo-request, echo-reply, destination-unreachable, time-exceeded, parameter-problem } accept
                icmpv6 type { echo-request, echo-reply, destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept
                # On the link only: a router would have counted the hop limit down.
                icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept
                icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } ip6 saddr fe80::/10 accept
                # An answer to a question that was multicast belongs to no known connection.
                ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept comment "DHCPv6"
            }

            chain refuse {
                limit rate 10/second burst 20 packets log prefix "deploy refused: " flags ip options counter
                ip saddr @inside4 jump tell
                ip6 saddr @inside6 jump tell
                counter drop
            }

            chain tell {
                meta l4proto tcp counter reject with tcp reset
                counter reject with icmpx admin-prohibited
            }
        }

        """;

    // A private address that does not come by its tunnel is somebody else's.
    private static readonly string[] Tunnel =
    [
        $"iifname != \"{WireGuardRecipe.Interface}\" ip saddr @inside4 counter drop",
        $"iifname != \"{WireGuardRecipe.Interface}\" ip6 saddr @inside6 counter drop",
    ];

    private static string Lines(IEnumerable<string> rules) => string.Concat(rules.Select(rule => $"        {rule}\n"));

    private sealed record Elements(string Four, string Six)
    {
        public static Elements Of(IReadOnlyList<Place> inside) => new(Of(inside, AddressFamily.InterNetwork), Of(inside, AddressFamily.InterNetworkV6));

        private static string Of(IReadOnlyList<Place> inside, AddressFamily family)
        {
            var addresses = inside.Select(host => host.Address).Where(address => address.AddressFamily == family).Distinct().ToList();
            return addresses.Count == 0 ? "" : $" elements = {{ {string.Join(", ", addresses.Select(address => address.ToString()))} }}";
        }
    }
}
