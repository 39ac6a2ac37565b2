using Gateway.Tests.Running;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class ForwardedHeaderTests(Edge edge)
{
    private const string Lie = "192.0.2.66";

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("X-Forwarded-Anything")]
    [InlineData("X-Original-For")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Original-URL")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X-REAL-IP")]
    public async Task What_an_outsider_says_of_itself_does_not_reach_the_upstream(string header)
    {
        var arrived = await Edge.EchoAsync(edge.Outsider, (header, Lie));
        Assert.DoesNotContain(arrived.Headers, said => said.Value.Contains(Lie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gateway_says_who_asked_and_for_what()
    {
        var arrived = await Edge.EchoAsync(edge.Outsider);
        Assert.Equal("127.0.0.1", arrived["X-Forwarded-For"]);
        Assert.Equal("127.0.0.1", arrived["X-Real-IP"]);
        Assert.Equal("http", arrived["X-Forwarded-Proto"]);
        Assert.Equal(edge.Gateway.Address.Authority, arrived["X-Forwarded-Host"]);
    }

    /// <summary>Every address but those of trusted proxies may have been made up by the one to its right.</summary>
    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData(Lie + ", 198.51.100.7", "198.51.100.7")]
    [InlineData(Lie + ", 198.51.100.7, 127.0.0.9", "198.51.100.7")]
    [InlineData("127.0.0.9, " + Lie + ", 198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("198.51.100.7:50123", "198.51.100.7")]
    [InlineData(Lie + ", nonsense", "127.0.0.9")]
    [InlineData("", "127.0.0.9")]
    public async Task Behind_a_trusted_proxy_the_last_untrusted_address_is_the_client(string chain, string client)
    {
        var arrived = await Edge.EchoAsync(edge.Proxy, ("X-Forwarded-For", chain));
        Assert.Equal(client, arrived["X-Real-IP"]);
        Assert.DoesNotContain(Lie, arrived["X-Forwarded-For"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_says_by_which_scheme_and_host_it_was_asked()
    {
        var arrived = await Edge.EchoAsync(
            edge.Proxy, ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.example"));
        Assert.Equal("https", arrived["X-Forwarded-Proto"]);
        Assert.Equal("shop.example", arrived["X-Forwarded-Host"]);
    }
}
