using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Headers;

/// <summary>Requests that the upstream reads otherwise than the store's key says, or that would fill the store by their keys alone.</summary>
[Collection(OneEdge.Name)]
public sealed class CachePoisoningTests(Edge edge)
{
    [Theory]
    [InlineData("Accept-Language: nb\r\nConnection: Accept-Language\r\n")]
    [InlineData("Accept-Language: nb\r\nAccept-Language: en\r\n")]
    [InlineData("Content-Length: 5\r\n", "hello")]
    public async Task What_its_key_does_not_tell_is_not_stored(string headers, string body = "") => await AssertNotStoredAsync(headers, body, "");

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(500, 600)]
    public async Task A_long_key_is_not_stored(int query, int accept) =>
        await AssertNotStoredAsync($"Accept: a/{new string('b', accept)}\r\n", "", "&long=" + new string('a', query));

    private async Task AssertNotStoredAsync(string headers, string body, string query)
    {
        var path = $"/open/reply?header=Cache-Control:public,max-age=300&header=Vary:Accept-Language&key={Guid.NewGuid()}{query}";
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        foreach (var hits in new[] { "1", "2" })
        {
            await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: {edge.Gateway.Address.Authority}\r\n{headers}\r\n{body}");
            var response = await connection.ReadResponseAsync(Deadlines.Answer);
            Assert.Equal([hits], response?["X-Origin-Hits"]);
        }
    }
}
