using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;
using Harness.Processes;

namespace Gateway.Tests.Upstreams;

public sealed class HealthTests(TwoReplicas replicas) : IClassFixture<TwoReplicas>
{
    private HttpClient Client => replicas.Gateway.Client;

    [Fact]
    public async Task Requests_are_spread_over_both()
    {
        await replicas.BothServeAsync();
        var instances = await InstancesAsync(100);
        Assert.All(instances.CountBy(instance => instance), share => Assert.InRange(share.Value, 20, 80));
    }

    [Fact]
    public async Task A_replica_that_went_is_left_out_and_one_that_came_back_is_taken_in()
    {
        await replicas.BothServeAsync();
        await replicas.Second.KillAsync();
        for (var n = 0; n < 50; n++)
        {
            using var response = await Client.GetAsync("/open/echo");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await replicas.BothServeAsync();
    }

    /// <summary>All its requests would be served, so only the probes can have told the gateway.</summary>
    [Fact]
    public async Task A_replica_that_says_it_is_not_well_gets_no_request_until_it_is()
    {
        await replicas.BothServeAsync();
        await replicas.Second.SayHealthyAsync(false);
        try
        {
            await Deadlines.HoldsAsync("100 requests go to the other one", async () => (await InstancesAsync(100)).Distinct().Count() == 1);
        }
        finally
        {
            await replicas.Second.SayHealthyAsync(true);
        }

        await replicas.BothServeAsync();
    }

    [Fact]
    public async Task A_silent_upstream_is_504()
    {
        using var response = await Client.GetAsync("/open/silent");
        await Problem.AssertAsync(HttpStatusCode.GatewayTimeout, response);
    }

    [Fact]
    public async Task With_no_replica_left_it_is_502_or_503_and_says_when_to_come_back()
    {
        await replicas.BothServeAsync();
        await replicas.First.KillAsync();
        await replicas.Second.KillAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, "/open/echo");
            using var response = await Client.SendAsync(request);
            Assert.InRange(response.StatusCode, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable);
            await Problem.AssertAsync(response.StatusCode, response);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        await replicas.BothServeAsync();
    }

    /// <summary>Without probes, so only the failed connection can have told the gateway.</summary>
    [Fact]
    public async Task A_refused_connection_is_noticed_at_once_and_the_request_goes_elsewhere()
    {
        await replicas.BothServeAsync();
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", replicas.First.Address, new Uri($"http://127.0.0.1:{FreePort.Next()}"))
            .OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:Upstreams:ProbeInterval", "00:05:00").Set("Gateway:Upstreams:Reactivation", "00:05:00")
            .Set("Gateway:Upstreams:Prewarmed", "0").Set("Gateway:Retries:Reserve", "3").Set("Gateway:Retries:Ratio", "0"));
        for (var n = 0; n < 30; n++)
        {
            using var content = new StringContent("order");
            using var response = await (n % 2 == 0 ? gateway.Client.GetAsync("/open/echo") : gateway.Client.PostAsync("/open/echo", content));
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"Request {n}: {response.StatusCode}\n{gateway.Output}");
        }
    }

    private async Task<IReadOnlyList<int>> InstancesAsync(int requests)
    {
        var instances = new List<int>();
        for (var n = 0; n < requests; n++)
        {
            using var response = await Client.GetAsync("/open/echo");
            instances.Add((await EchoedRequest.ReadAsync(response)).Instance);
        }

        return instances;
    }
}
