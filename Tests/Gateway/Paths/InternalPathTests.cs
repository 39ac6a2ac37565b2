using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Paths;

[Collection(OneEdge.Name)]
public sealed class InternalPathTests(Edge edge)
{
    private static readonly string[] Internal = ["health", "alive", "connections", "metrics", "openapi/v1.json"];

    /// <summary>Around the prefix that is routed, and out of it, in the ways that proxies have fallen for.</summary>
    private static readonly string[] Before =
    [
        "/", "//", "/./", "/%2e/", "/%2f", "/open/../", "/open/..//", "/open//../", "/open/%2e%2e/", "/open/%2E%2E/", "/open/.%2e/", "/open/%2e./",
        "/OPEN/../", "/open/./../", "/open/..%2f", "/open/%2e%2e%2f", "/open/..%5c", "/open/..\\", "/open/..;/", "/open/..;x=1/", "/open/%252e%252e/",
        "/open/echo/../../", "/open;/../", "/gateway/../", "/open/http://origin/", "/origin/", "/open/%c0%ae%c0%ae/", "/open/..%00/", "/open\\..\\",
        "http://origin/", "http://127.0.0.1/", "http://{origin}/", "https://{origin}/", "http://user@{origin}/", "//{origin}/", "http://origin/open/../",
    ];

    public static TheoryData<string> Spellings() => new(Before);

    /// <summary>Without this, the spellings below might be refused only because nothing of the kind exists.</summary>
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/connections")]
    public async Task The_upstream_serves_them_to_its_neighbours(string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(edge.Origin.Address, path));
        response.EnsureSuccessStatusCode();
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task No_spelling_reaches_them_through_the_gateway(string before)
    {
        foreach (var path in Internal.SelectMany(Variants))
        {
            var target = before.Replace("{origin}", edge.Origin.Address.Authority, StringComparison.Ordinal) + path;
            using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
            await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: {edge.Gateway.Address.Authority}\r\nConnection: close\r\n\r\n");
            var response = await connection.ReadResponseAsync(Deadlines.Answer);
            Assert.True(response?.Status is 404 or 400, $"{target} was answered with {response?.Head}");
        }
    }

    private static string[] Variants(string path) =>
        [path, path.ToUpperInvariant(), path.Replace("e", "%65", StringComparison.Ordinal), path + "/", path + "?a"];

    /// <summary>By Host too: the gateway routes by path alone.</summary>
    [Theory]
    [InlineData("origin")]
    [InlineData("{health}")]
    [InlineData("localhost")]
    public async Task No_host_reaches_them_through_the_gateway(string host)
    {
        foreach (var path in Internal)
        {
            using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
            var name = host.Replace("{health}", edge.Gateway.Health.Authority, StringComparison.Ordinal);
            await connection.SendAsync($"GET /{path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
            Problem.AssertRaw(404, await connection.ReadResponseAsync(Deadlines.Answer));
        }
    }

    [Theory]
    [InlineData("/health", 200)]
    [InlineData("/alive", 200)]
    [InlineData("/open/echo", 404)]
    [InlineData("/auth/login", 404)]
    [InlineData("/", 404)]
    public async Task The_health_port_answers_only_how_the_gateway_is(string path, int status)
    {
        using var response = await edge.Outsider.GetAsync(new Uri(edge.Gateway.Health, path));
        Assert.Equal(status, (int)response.StatusCode);
    }
}
