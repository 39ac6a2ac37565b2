using System.Net;
using System.Text.RegularExpressions;
using Harness.Origins;
using Harness.Peers;
using Harness.Processes;

namespace Gateway.Tests.Http2;

public sealed partial class Http2Tests(TlsGateway tls) : IClassFixture<TlsGateway>
{
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    public async Task Both_versions_are_spoken_over_tls(string version)
    {
        using var client = tls.Client(Version.Parse(version));
        using var response = await client.GetAsync("/open/echo");
        Assert.Equal(Version.Parse(version), response.Version);
        Assert.Equal("https", (await EchoedRequest.ReadAsync(response))["X-Forwarded-Proto"]);
        Assert.NotEmpty(response.Headers.GetValues("Strict-Transport-Security"));
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task Every_request_of_a_load_over_http2_is_served()
    {
        var output = await DebianPeers.RunAsync(
            "nghttp2-client", "usr/bin/h2load", LoadTime, "-n", "2000", "-c", "8", "-m", "16", new Uri(tls.Gateway.Address, "/open/echo").ToString());
        Assert.Contains("Application protocol: h2", output, StringComparison.Ordinal);
        Assert.Contains("status codes: 2000 2xx, 0 3xx, 0 4xx, 0 5xx", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_over_the_limit_are_refused_and_the_next_request_is_served()
    {
        var target = new Uri(tls.Gateway.Address, "/open/echo").ToString();
        var output = await DebianPeers.RunAsync("nghttp2-client", "usr/bin/nghttp", LoadTime, "-nv", "-H", "x-long: " + new string('a', 40_000), target);
        Assert.DoesNotMatch(Served(), output);

        using var client = tls.Client(HttpVersion.Version20);
        using var response = await client.GetAsync("/open/echo");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Headers that HTTP/2 has no place for, and that an upstream over HTTP/1.1 would frame a body by.</summary>
    [Theory]
    [InlineData("connection: close")]
    [InlineData("transfer-encoding: chunked")]
    [InlineData("upgrade: websocket")]
    [InlineData("content-length: 5")]
    public async Task Headers_of_the_older_version_are_refused(string header)
    {
        var (refused, served) = (Guid.NewGuid().ToString("n"), Guid.NewGuid().ToString("n"));
        Assert.DoesNotMatch(Served(), await AskAsync(refused, header));
        Assert.Empty(tls.Recorder.Mentioning(refused));

        Assert.Matches(Served(), await AskAsync(served, "x-" + header));
        Assert.Single(tls.Recorder.Mentioning(served));
    }

    private Task<string> AskAsync(string id, string header) => DebianPeers.RunAsync(
        "nghttp2-client", "usr/bin/nghttp", LoadTime, "-nv", "-H", header, new Uri(tls.Gateway.Address, $"/recorded/{id}").ToString());

    [Fact]
    public async Task Without_tls_nobody_gets_http2()
    {
        var alive = new Uri(tls.Gateway.Health, "/alive");
        Assert.Equal("Healthy", await tls.Gateway.Client.GetStringAsync(alive));
        var output = await DebianPeers.RunAsync("nghttp2-client", "usr/bin/nghttp", LoadTime, "-nv", alive.ToString());
        Assert.DoesNotContain(":status:", output, StringComparison.Ordinal);
    }

    /// <summary>A client that opens streams and cancels them at once makes work without end (CVE-2023-44487).</summary>
    [Fact]
    public async Task Who_cancels_request_after_request_is_disconnected_and_others_are_served()
    {
        using var abuse = new CancellationTokenSource(Deadlines.Answer);
        var abuser = RapidReset.RunAsync(tls.Gateway.Address, tls.Trusts, abuse.Token);
        using var client = tls.Client(HttpVersion.Version20);
        while (!abuser.IsCompleted)
        {
            using var response = await client.GetAsync("/open/echo", abuse.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await abuser;
    }

    [GeneratedRegex(@":status: 2\d\d", RegexOptions.None, 1000)]
    private static partial Regex Served();
}
