using Gateway.Tests.Running;

namespace Gateway.Tests.Headers;

/// <summary>A compressed answer tells by its length what secret it holds beside an attacker's text (BREACH): only public ones are.</summary>
[Collection(OneEdge.Name)]
public sealed class CompressionTests(Edge edge)
{
    private const string Public = "/open/reply?bytes=20000&header=Cache-Control:public,max-age=300";

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_public_answer_is_compressed_for_who_asks(string coding)
    {
        using var response = await Edge.GetAsync(edge.Outsider, Public, ("Accept-Encoding", coding));
        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length < 2000);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Theory]
    [InlineData(Public, "identity")]
    [InlineData(Public + ",no-transform", "gzip")]
    [InlineData(Public + "&header=Content-Type:image/png", "gzip")]
    [InlineData(Public + "&header=Set-Cookie:a=b", "gzip")]
    [InlineData("/open/reply?bytes=20000", "gzip")]
    [InlineData("/open/reply?bytes=20000&header=Cache-Control:private,max-age=300", "gzip")]
    [InlineData("/open/reply?bytes=20000&header=Cache-Control:no-store", "gzip")]
    public async Task Any_other_leaves_as_it_came(string path, string coding)
    {
        using var response = await Edge.GetAsync(edge.Outsider, path, ("Accept-Encoding", coding));
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(20000, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task What_a_signed_in_user_gets_is_not_compressed()
    {
        using var response = await Edge.GetAsync(edge.Outsider, Public, ("Accept-Encoding", "gzip"), ("Authorization", "Bearer a"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }
}
