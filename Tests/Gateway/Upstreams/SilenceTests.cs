using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Upstreams;

public sealed class SilenceTests
{
    [Fact]
    public async Task A_route_may_be_silent_for_as_long_as_it_says_and_the_others_not()
    {
        await using var origin = await OriginProcess.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:Upstreams:ActivityTimeout", "00:00:01")
            .Set("Gateway:Routes:patient:Service", "origin").Set("Gateway:Routes:patient:Paths:0", "/open/long/{**rest}")
            .Set("Gateway:Routes:patient:Anonymous", "true").Set("Gateway:Routes:patient:ActivityTimeout", "00:00:15"));

        using var other = await gateway.Client.GetAsync("/open/slow/2500");
        await Problem.AssertAsync(HttpStatusCode.GatewayTimeout, other);
        using var patient = await gateway.Client.GetAsync("/open/long/2500");
        Assert.Equal(HttpStatusCode.OK, patient.StatusCode);
    }
}
