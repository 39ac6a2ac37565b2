using System.Net;
using Deploy.Firewall;
using Deploy.Recipes.WireGuard;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>The private network that we make, between two hosts that know one another by public addresses alone.</summary>
[Collection(SiteRows.One)]
public sealed class TunnelTests : IAsyncLifetime
{
    private const string AAddress = "203.0.113.10";
    private const string BAddress = "203.0.113.20";

    private static readonly WireGuardPeer A = new(Example.A, IPAddress.Parse(AAddress), WireGuardKey.PublicOf(Example.AKey));
    private static readonly WireGuardPeer B = new(Example.B, IPAddress.Parse(BAddress), WireGuardKey.PublicOf(Example.BKey));

    private Site? _site;

    public async Task InitializeAsync()
    {
        var ofA = WireGuardRecipe.Render(new(A.Host, Example.AKey, 51820, [B]));
        var ofB = WireGuardRecipe.Render(new(B.Host, Example.BKey, 51820, [A]));
        Flow[] flows = [.. ofA.Flows, .. ofB.Flows, Flow.Reference(B.Host, "auth", A.Host, "auth-mysql", 3306, "auth refers to auth-mysql")];
        _site = await Site.StartAsync(
            new TargetHost("a", AAddress).With(ofA, FirewallRecipe.Render(new(A.Host, [A.Host, B.Host], flows, Tunnel: true))),
            new TargetHost("b", BAddress).With(ofB, FirewallRecipe.Render(new(B.Host, [A.Host, B.Host], flows, Tunnel: true))),
            new TargetHost("outside", "198.51.100.7"));
        foreach (var host in (string[])["a", "b"])
        {
            await _site.ShellAsync(host, "systemctl start deploy_firewall wg-quick@deploy || { journalctl --unit wg-quick@deploy --output cat >&2; exit 1; }");
        }

        foreach (var port in (int[])[3306, 5672])
        {
            await _site.ShellAsync("a", $"systemd-run --quiet systemd-socket-activate --inetd --accept --listen=0.0.0.0:{port} echo hello");
            await _site.UntilAsync("a", $"ss -Hltn 'sport = :{port}' | wc -l", "1");
        }
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Fact]
    public async Task What_is_private_goes_through_the_tunnel_and_no_other_way()
    {
        Assert.Equal("open", await _site!.ProbeAsync("b", "10.0.0.5", 3306));
        Assert.Equal("refused", await _site.ProbeAsync("b", "10.0.0.5", 5672));
        await _site.ShellAsync("a", "ping -c 1 -W 5 10.0.0.6");
        Assert.Equal("10.0.0.6/32", await _site.ShellAsync("a", "wg show deploy allowed-ips | cut -f 2"));

        // Nothing but WireGuard's own packets is on the way between: the address that is private stands on the tunnel alone.
        Assert.Equal("10.0.0.6 dev deploy", await _site.ShellAsync("a", "ip route get 10.0.0.6 | grep --only-matching '^10.0.0.6 dev [a-z]*'"));
        Assert.Equal("silent", await _site.ProbeAsync("outside", AAddress, 3306));

        // Who claims to be b, and does not come by its tunnel, is not b.
        await _site.ShellAsync("outside", "ip address add 10.0.0.6/32 dev eth0; ip route replace 203.0.113.10/32 dev eth0 src 10.0.0.6");
        Assert.Equal("silent", await _site.ProbeAsync("outside", AAddress, 3306));
        await _site.ShellAsync("a", "nft list chain inet deploy input | grep --extended-regexp 'saddr @inside4 counter packets [1-9]'");
    }
}
