using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;
using Harness.Peers;
using Harness.Raw;

namespace Gateway.Tests.Headers;

/// <summary>As it stands on a host: behind nginx at the edge, which it trusts.</summary>
public sealed class BehindNginxTests
{
    private const string Lie = "192.0.2.66";

    [Fact]
    public async Task The_client_is_who_nginx_says_and_nobody_it_says_itself()
    {
        await using var origin = await OriginProcess.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:TrustedProxies:0", "127.0.0.1"));
        await using var nginx = await ReverseProxy.NginxAsync(gateway.Address);
        foreach (var address in new[] { "127.0.0.41", "127.0.0.42" })
        {
            using var client = LoopbackClient.From(IPAddress.Parse(address), nginx.Address);
            var arrived = await Edge.EchoAsync(client, ("X-Forwarded-For", Lie), ("X-Real-IP", Lie), ("Forwarded", $"for={Lie}"));
            Assert.Equal(address, arrived["X-Real-IP"]);
            Assert.Equal(address, arrived["X-Forwarded-For"]);
            Assert.Equal("http", arrived["X-Forwarded-Proto"]);
            Assert.DoesNotContain(arrived.Headers, said => said.Value.Contains(Lie, StringComparison.Ordinal));
        }
    }
}
