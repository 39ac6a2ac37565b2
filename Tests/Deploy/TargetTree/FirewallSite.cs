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

    private Site? _site;

    internal Site Site => _site!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(
            new TargetHost("a", "10.0.0.5").WithRecipe("NFTables").With("/etc/foreign.nft", Foreign),
            new TargetHost("b", "10.0.0.6"),
            new TargetHost("admin", "198.51.100.7"),
            new TargetHost("outside", "203.0.113.9"));
        await ListenAsync("a", 22, 80, 443, 3306, 5672);
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
