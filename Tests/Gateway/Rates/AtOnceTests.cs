using System.Net;
using Gateway.Tests.Running;
using Gateway.Tests.Upstreams;
using Harness.Gateways;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Rates;

public sealed class AtOnceTests
{
    private const int Most = 3;

    /// <summary>The buckets are full; only what is under way counts.</summary>
    [Fact]
    public async Task One_client_cannot_hold_the_connections_of_all()
    {
        await using var upstream = LiteralUpstream.Start("", closes: false);
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", upstream.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:RateLimits:AtOnce", $"{Most}").Set("Gateway:Upstreams:Prewarmed", "0"));
        using var left = new CancellationTokenSource();
        var held = Enumerable.Range(0, Most).Select(_ => gateway.Client.GetAsync("/open/held", left.Token)).ToList();
        await Deadlines.HoldsAsync("all are under way", () => Task.FromResult(upstream.Asked("/open/held") == Most));

        using var refused = await gateway.Client.GetAsync("/nothing/here");
        await Problem.AssertAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.NotNull(refused.Headers.RetryAfter);

        using var another = LoopbackClient.From(IPAddress.Parse("127.0.0.31"), gateway.Address);
        using var served = await another.GetAsync("/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, served.StatusCode);

        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(held));
        await Deadlines.HoldsAsync("there is room again", async () =>
        {
            using var again = await gateway.Client.GetAsync("/nothing/here");
            return again.StatusCode == HttpStatusCode.NotFound;
        });
    }
}
