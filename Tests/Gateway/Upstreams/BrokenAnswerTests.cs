using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;

namespace Gateway.Tests.Upstreams;

/// <summary>Answers that begin well and do not end so.</summary>
public sealed class BrokenAnswerTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nCache-Control: public, max-age=300\r\n";

    [Theory]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData(Head + "Content-Length: 1000\r\n\r\n")]
    [InlineData(Head + "\r\nperhaps half")]
    public async Task A_public_answer_that_may_have_broken_off_is_not_given_to_the_next(string answer)
    {
        await using var upstream = LiteralUpstream.Start(answer, closes: true);
        await using var gateway = await StartAsync(upstream);
        await AskAsync(gateway);
        await AskAsync(gateway);
        Assert.Equal(2, upstream.Asked("/open/broken"));
    }

    [Fact]
    public async Task Silence_after_the_headers_is_504()
    {
        await using var upstream = LiteralUpstream.Start(Head + "Content-Length: 5\r\n\r\n", closes: false);
        await using var gateway = await StartAsync(upstream, ("Gateway:Upstreams:ActivityTimeout", "00:00:01"));
        using var response = await gateway.Client.GetAsync("/open/silent");
        await Problem.AssertAsync(HttpStatusCode.GatewayTimeout, response);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Head + "Content-Length: 5\r\n\r\n")]
    public async Task A_request_that_takes_longer_than_its_route_allows_is_504(string answer)
    {
        await using var upstream = LiteralUpstream.Start(answer, closes: false);
        await using var gateway = await StartAsync(upstream, ("Gateway:Routes:open:Timeout", "00:00:01"));
        using var response = await gateway.Client.GetAsync("/open/slow");
        await Problem.AssertAsync(HttpStatusCode.GatewayTimeout, response);
    }

    private static Task<GatewayProcess> StartAsync(LiteralUpstream upstream, params (string Key, string Value)[] settings)
    {
        var all = new GatewaySettings().Service("origin", upstream.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:Upstreams:ProbeInterval", "00:05:00").Set("Gateway:Upstreams:Prewarmed", "0");
        return GatewayProcess.StartAsync(settings.Aggregate(all, (sum, setting) => sum.Set(setting.Key, setting.Value)));
    }

    private static async Task AskAsync(GatewayProcess gateway)
    {
        try
        {
            using var response = await gateway.Client.GetAsync("/open/broken");
        }
        catch (HttpRequestException)
        {
            // Cut off, as it should be.
        }
    }
}
