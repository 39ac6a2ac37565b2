using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Upstreams;

/// <summary>Before upstreams that take every request and die of it.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private const int Reserve = 5;

    /// <summary>Of a body, by default.</summary>
    private const int Kept = 64 * 1024;

    private readonly RecordingOrigin _first = RecordingOrigin.Start(answers: false);
    private readonly RecordingOrigin _second = RecordingOrigin.Start(answers: false);
    private GatewayProcess? _gateway;

    private HttpClient Client => _gateway!.Client;

    public async Task InitializeAsync() => _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
        .Service("origin", _first.Address, _second.Address).OpenRoute("open", "origin").WithoutRateLimits()
        .Set("Gateway:Upstreams:ProbeInterval", "00:05:00").Set("Gateway:Upstreams:Prewarmed", "0")
        .Set("Gateway:Retries:Reserve", $"{Reserve}").Set("Gateway:Retries:Ratio", "0"));

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [InlineData("POST", "order")]
    [InlineData("POST", null)]
    [InlineData("PATCH", "order")]
    [InlineData("BREW", null)]
    [InlineData("PUT", "order", Kept + 1)]
    [InlineData("PUT", "order", Kept + 1, true)]
    public async Task What_may_have_happened_is_not_done_again(string method, string? body, int length = 0, bool chunked = false)
    {
        using var request = Request(method, "/open/once", body?.PadRight(length), chunked);
        using var response = await Client.SendAsync(request);
        await Problem.AssertAsync(HttpStatusCode.BadGateway, response);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(1, Arrived("/open/once"));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("HEAD", null)]
    [InlineData("DELETE", null)]
    [InlineData("DELETE", "order")]
    [InlineData("PUT", "order")]
    [InlineData("PUT", "order", Kept)]
    [InlineData("PUT", "order", Kept, true)]
    public async Task What_does_no_harm_twice_is_tried_on_the_other_replica(string method, string? body, int length = 0, bool chunked = false)
    {
        using var request = Request(method, "/open/again", body?.PadRight(length), chunked);
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        foreach (var replica in new[] { _first, _second })
        {
            var arrived = replica.Mentioning("/open/again");
            Assert.NotEmpty(arrived);
            Assert.All(arrived, each => Assert.Equal((true, (body ?? "").PadRight(length)), (each.IsWhole, each.Body)));
        }
    }

    /// <summary>So that upstreams which are overwhelmed are not asked twice as much.</summary>
    [Fact]
    public async Task Retries_have_a_budget()
    {
        const int Requests = 50;
        for (var n = 0; n < Requests; n++)
        {
            using var response = await Client.GetAsync("/open/budget");
            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        }

        Assert.InRange(Arrived("/open/budget"), Requests + 1, Requests + Reserve);
    }

    private static HttpRequestMessage Request(string method, string path, string? body, bool chunked)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return request;
    }

    private int Arrived(string path) => _first.Mentioning(path).Count + _second.Mentioning(path).Count;
}
