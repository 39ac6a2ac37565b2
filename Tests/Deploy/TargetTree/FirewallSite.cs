using System.Net;
using Deploy.Firewall;
using Deploy.Rendering;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>Host a with the firewall; b is a deployed host too, admin stands in the admin network, and outside anywhere.</summary>
public sealed class FirewallSite : IAsyncLifetime
{
    /// <summary>As Docker publishes a port (8081, which leads to b), beside a table that refuses what ours lets in.</summary>
    private const string Foreign = """
        table ip nat {
            chain PREROUTING {
                type nat hook prerouting priority dstnat
                tcp dport 8081 dnat to 10.0.0.6:8082
            }
            chain POSTROUTING {
                type nat hook postrouting priority srcnat
                ip daddr 10.0.0.6 masquerade
            }
        }
        table inet other {
            chain input {
                type filter hook input priority filter + 10
                tcp dport 443 reject with tcp reset
            }
        }
        """;

    /// <summary>As b is reached by IPv6, where it is inside too.</summary>
    private static readonly Place B6 = new("b", IPAddress.Parse("fd00::10:0:0:6"));

    private static readonly FirewallInput Rules = new(
        Example.A,
        [Example.A, Example.B, B6],
        [
            Flow.Admin(IPNetwork.Parse("198.51.100.0/24"), Example.A, 22),
            Flow.Edge(Example.A, "nginx", 80, "edge"),
            Flow.Edge(Example.A, "nginx", 443, "edge"),
            Flow.Reference(Example.B, "auth", Example.A, "auth-mysql", 3306, "auth refers to auth-mysql"),
            Flow.Reference(B6, "auth", Example.A, "messaging", 5673, "auth refers to messaging"),
            // To another host: nothing here.
            Flow.Reference(Example.A, "auth", Example.B, "messaging", 5672, "auth refers to messaging"),
        ],
        Tunnel: false);

    private Site? _site;

    internal Site Site => _site!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(
            new TargetHost("a", "10.0.0.5").With(FirewallRecipe.Render(Rules)).With("/etc/foreign.nft", Foreign),
            new TargetHost("b", "10.0.0.6"),
            new TargetHost("admin", "198.51.100.7"),
            new TargetHost("outside", "203.0.113.9"));
        await ListenAsync("a", 22, 80, 443, 3306, 5672, 5673);
        await ListenAsync("b", 8082);
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    private async Task ListenAsync(string host, params int[] ports)
    {
        foreach (var port in ports)
        {
            await Site.ShellAsync(host, $"systemd-run --quiet systemd-socket-activate --inetd --accept --listen={port} echo hello");
            await Site.UntilAsync(host, $"ss -Hltn 'sport = :{port}' | wc -l", "1");
        }
    }
}
