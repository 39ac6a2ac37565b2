using Gateway.Tests.Running;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class CorsTests(Edge edge)
{
    private const string Allowed = "Access-Control-Allow-Origin";

    [Theory]
    [InlineData(Edge.Shop, true)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("http://shop.example", false)]
    [InlineData("https://shop.example.elsewhere.example", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_a_configured_origin_may_read_answers(string origin, bool may)
    {
        using var response = await Edge.GetAsync(edge.Outsider, "/open/echo", ("Origin", origin));
        Assert.Equal(may ? [origin] : [], response.Headers.TryGetValues(Allowed, out var values) ? values : []);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData(Edge.Shop, true)]
    [InlineData("https://elsewhere.example", false)]
    public async Task Only_they_may_ask_beforehand(string origin, bool may)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/open/echo");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var response = await edge.Outsider.SendAsync(request);
        Assert.Equal(may, response.Headers.Contains(Allowed));
    }
}
