using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Origins;
using Harness.Raw;

namespace Gateway.Tests.Rates;

/// <summary>Buckets that do not fill again while a test runs. Each test is another client.</summary>
public sealed class RateTests(RateTests.Meagre meagre) : IClassFixture<RateTests.Meagre>
{
    private const int Burst = 10;
    private const int CredentialsBurst = 3;

    private static int _guessers;

    private Uri Address => meagre.Gateway.Address;

    [Fact]
    public async Task A_client_that_asks_too_much_is_told_when_to_come_back_and_others_are_served()
    {
        using var greedy = LoopbackClient.From(IPAddress.Parse("127.0.0.21"), Address);
        Assert.Equal(Burst, await ServedAsync(Burst + 5, _ => greedy.GetAsync("/open/echo")));
        using var refused = await greedy.GetAsync("/open/echo");
        await Problem.AssertAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        using var modest = LoopbackClient.From(IPAddress.Parse("127.0.0.22"), Address);
        using var served = await modest.GetAsync("/open/echo");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task An_outsider_is_no_other_client_by_saying_so()
    {
        using var liar = LoopbackClient.From(IPAddress.Parse("127.0.0.23"), Address);
        Assert.Equal(Burst, await ServedAsync(Burst + 5, n => Edge.GetAsync(
            liar, "/open/echo", ("X-Forwarded-For", $"198.51.100.{n}"), ("X-Real-IP", $"198.51.100.{n}"), ("Forwarded", $"for=198.51.100.{n}"))));
    }

    [Fact]
    public async Task Who_stands_behind_a_trusted_proxy_is_counted_alone()
    {
        using var proxy = LoopbackClient.From(LoopbackClient.Proxy, Address);
        Assert.Equal(Burst, await ServedAsync(Burst + 5, _ => Edge.GetAsync(proxy, "/open/echo", ("X-Forwarded-For", "198.51.100.1"))));
        Assert.Equal(Burst, await ServedAsync(Burst + 5, _ => Edge.GetAsync(proxy, "/open/echo", ("X-Forwarded-For", "198.51.100.2"))));
    }

    /// <summary>A subscriber has a whole /64, and so an endless supply of addresses.</summary>
    [Fact]
    public async Task The_addresses_of_an_ipv6_64_are_one_client()
    {
        using var proxy = LoopbackClient.From(LoopbackClient.Proxy, Address);
        Assert.Equal(Burst, await ServedAsync(Burst + 5, n => Edge.GetAsync(proxy, "/open/echo", ("X-Forwarded-For", $"2001:db8:1:1::{n + 1:x}"))));
        using var neighbour = await Edge.GetAsync(proxy, "/open/echo", ("X-Forwarded-For", "2001:db8:1:2::1"));
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
    }

    [Theory]
    [InlineData("/auth/login")]
    [InlineData("/auth/register")]
    [InlineData("/auth/password/forgot")]
    [InlineData("/auth/password/reset")]
    [InlineData("/auth/email/confirm")]
    [InlineData("/auth/me/password", "PUT")]
    [InlineData("/auth/me/deletion")]
    [InlineData("/auth/me/email/confirmation")]
    public async Task Where_secrets_are_tried_the_limit_is_stricter(string path, string method = "POST")
    {
        using var proxy = LoopbackClient.From(LoopbackClient.Proxy, Address);
        var guesser = ("X-Forwarded-For", EachAnother());
        Assert.Equal(CredentialsBurst, await ServedAsync(CredentialsBurst + 1, _ => SendAsync(proxy, method, path, guesser)));
        using var refused = await SendAsync(proxy, method, path, guesser);
        await Problem.AssertAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using var other = await Edge.GetAsync(proxy, "/open/echo", guesser);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>Another spelling of a path is not another bucket.</summary>
    [Fact]
    public async Task However_a_path_is_written_there_is_one_limit()
    {
        using var proxy = LoopbackClient.From(LoopbackClient.Proxy, Address);
        var guesser = ("X-Forwarded-For", EachAnother());
        string[] spellings = ["/auth/login/", "/AUTH/LOGIN", "/auth/%6cogin"];
        foreach (var path in spellings)
        {
            using var tried = await SendAsync(proxy, "POST", path, guesser);
            Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        }

        using var refused = await SendAsync(proxy, "POST", "/auth/login", guesser);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var other = await Edge.GetAsync(proxy, "/open/echo", guesser);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private static string EachAnother() => $"203.0.113.{Interlocked.Increment(ref _guessers)}";

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, (string Name, string Value) header)
    {
        // Otherwise .NET would decode what need not be encoded.
        var asItStands = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var target = new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, asItStands);
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await client.SendAsync(request);
    }

    /// <summary>How many of so many requests were let through, whatever the upstream made of them.</summary>
    private static async Task<int> ServedAsync(int requests, Func<int, Task<HttpResponseMessage>> ask)
    {
        var served = 0;
        for (var n = 0; n < requests; n++)
        {
            using var response = await ask(n);
            served += response.StatusCode == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        return served;
    }

    public sealed class Meagre : IAsyncLifetime
    {
        private RecordingOrigin? _origin;
        private GatewayProcess? _gateway;

        internal GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("It has not started.");

        public async Task InitializeAsync()
        {
            _origin = RecordingOrigin.Start();
            _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
                .Service("origin", _origin.Address).Service("auth", _origin.Address).OpenRoute("open", "origin")
                .Set("Gateway:TrustedProxies:0", LoopbackClient.Proxy.ToString())
                .Set("Gateway:RateLimits:Client:Burst", $"{Burst}").Set("Gateway:RateLimits:Client:Period", "01:00:00")
                .Set("Gateway:RateLimits:Client:Tokens", "1")
                .Set("Gateway:RateLimits:Credentials:Burst", $"{CredentialsBurst}").Set("Gateway:RateLimits:Credentials:Period", "01:00:00")
                .Set("Gateway:RateLimits:Credentials:Tokens", "1"));
        }

        public async Task DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await _origin!.DisposeAsync();
        }
    }
}
