using System.Net;
using Gateway.Tests.Running;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class CachingTests(Edge edge)
{
    private const string Public = "header=Cache-Control:public,max-age=300";

    [Theory]
    [InlineData(Public)]
    [InlineData(Public + "&header=Vary:Accept-Encoding")]
    [InlineData("header=Cache-Control:public,s-maxage=300,max-age=0")]
    public async Task What_the_upstream_calls_public_is_answered_from_memory(string reply) =>
        Assert.Equal(1, await HitsOfTwoAsync(reply));

    [Theory]
    [InlineData("")]
    [InlineData("header=ETag:\"1\"")]
    [InlineData("header=Cache-Control:max-age=300")]
    [InlineData("header=Cache-Control:private,max-age=300")]
    [InlineData("header=Cache-Control:no-store")]
    [InlineData("header=Cache-Control:public,no-store,max-age=300")]
    [InlineData("header=Cache-Control:public,no-cache,max-age=300")]
    [InlineData("header=Cache-Control:public,max-age=0")]
    [InlineData("header=Cache-Control:public,max-age=300&header=Age:300")]
    [InlineData(Public + "&header=Set-Cookie:a=b")]
    [InlineData(Public + "&header=Vary:*")]
    [InlineData(Public + "&header=Vary:X-Anything")]
    [InlineData(Public + "&status=404")]
    [InlineData(Public + "&status=500")]
    public async Task Anything_else_is_asked_again(string reply) => Assert.Equal(2, await HitsOfTwoAsync(reply));

    [Theory]
    [InlineData("Authorization", "Bearer a")]
    [InlineData("Cookie", "a=b")]
    public async Task Who_says_who_they_are_is_answered_by_the_upstream(string name, string value)
    {
        var path = $"/open/reply?{Public}&key={Guid.NewGuid()}";
        using var anybody = await edge.Outsider.GetAsync(path);
        using var somebody = await Edge.GetAsync(edge.Outsider, path, (name, value));
        Assert.Equal("2", Hits(somebody));

        // And what they were answered, nobody else gets.
        using var another = await Edge.GetAsync(edge.Outsider, path + "&b", (name, value));
        using var anybodyElse = await edge.Outsider.GetAsync(path + "&b");
        Assert.Equal("4", Hits(anybodyElse));
    }

    [Fact]
    public async Task Answers_that_vary_are_kept_apart()
    {
        var path = $"/open/reply?{Public}&header=Vary:Accept-Language&key={Guid.NewGuid()}";
        using var norwegian = await Edge.GetAsync(edge.Outsider, path, ("Accept-Language", "nb"));
        using var english = await Edge.GetAsync(edge.Outsider, path, ("Accept-Language", "en"));
        using var again = await Edge.GetAsync(edge.Outsider, path, ("Accept-Language", "nb"));
        Assert.Equal(["1", "2", "1"], [Hits(norwegian), Hits(english), Hits(again)]);
    }

    [Theory]
    [InlineData(Public)]
    [InlineData("header=Cache-Control:no-cache")]
    public async Task Who_has_the_current_answer_gets_304(string reply)
    {
        var path = $"/open/reply?{reply}&header=ETag:\"7\"&key={Guid.NewGuid()}";
        using var first = await edge.Outsider.GetAsync(path);
        using var second = await Edge.GetAsync(edge.Outsider, path, ("If-None-Match", "\"7\""));
        using var other = await Edge.GetAsync(edge.Outsider, path, ("If-None-Match", "\"6\""));
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK], [first.StatusCode, second.StatusCode, other.StatusCode]);
        Assert.Equal("\"7\"", second.Headers.ETag?.Tag);
    }

    /// <summary>Another host or query is another answer: a cache must not be filled by one client for others.</summary>
    [Theory]
    [InlineData("X-Forwarded-Host", "elsewhere.example")]
    [InlineData("X-Original-URL", "/elsewhere")]
    [InlineData("X-HTTP-Method-Override", "POST")]
    public async Task Nobody_can_put_an_answer_into_memory_for_others(string name, string value)
    {
        var path = $"/open/reply?{Public}&key={Guid.NewGuid()}";
        using var poisoned = await Edge.GetAsync(edge.Outsider, path, (name, value));
        using var honest = await edge.Outsider.GetAsync(path);
        Assert.Equal(await poisoned.Content.ReadAsStringAsync(), await honest.Content.ReadAsStringAsync());
    }

    private async Task<int> HitsOfTwoAsync(string reply)
    {
        var path = $"/open/reply?{reply}&key={Guid.NewGuid()}";
        using var first = await edge.Outsider.GetAsync(path);
        using var second = await edge.Outsider.GetAsync(path);
        return int.Parse(Hits(second), null);
    }

    private static string Hits(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Origin-Hits", out var values) ? values.Single() : "none";
}
