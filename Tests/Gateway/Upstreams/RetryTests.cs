using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Upstreams;

/// <summary>Before upstreams that take every request and die of it.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private const int Reserve = 5;

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
    public async Task What_may_have_happened_is_not_done_again(string method, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/open/once");
        request.Content = body is null ? null : new StringContent(body);
        using var response = await Client.SendAsync(request);
        await Problem.AssertAsync(HttpStatusCode.BadGateway, response);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(1, Arrived("/open/once"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task What_does_no_harm_twice_is_tried_on_the_other_replica(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/open/again");
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.True(_first.Mentioning("/open/again").Count > 0 && _second.Mentioning("/open/again").Count > 0);
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

    private int Arrived(string path) => _first.Mentioning(path).Count + _second.Mentioning(path).Count;
}
