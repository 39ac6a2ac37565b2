using Gateway.Configuration;

namespace Gateway.Tests.Pure;

/// <summary>Settings that are in order one by one, and not together.</summary>
public sealed class FaultsTogetherTests
{
    [Fact]
    public void Limits_that_would_starve_a_service_are_told()
    {
        var options = new GatewayOptions
        {
            Limits = new LimitOptions { UpgradedConnections = 17 },
            Upstreams = new UpstreamOptions { MaxConnections = 16, Prewarmed = 9 },
        };
        Assert.Equal(["Gateway:Limits:UpgradedConnections", "Gateway:Upstreams:Prewarmed"], Paths(options));
    }

    [Theory]
    [InlineData("/a/{x}", "GET", "/A/{y}", "GET", true)]
    [InlineData("/a", "", "/a", "", true)]
    [InlineData("/a/{**rest}", "", "/a/{**others}", "", true)]
    [InlineData("/a", "GET", "/a", "POST", false)]
    [InlineData("/a", "GET", "/a", "", false)]
    [InlineData("/a/{x}", "GET", "/a/{x:int}", "GET", false)]
    public void Two_routes_of_which_none_could_be_chosen_are_told(string path, string method, string otherPath, string otherMethod, bool told)
    {
        var options = new GatewayOptions
        {
            Routes = new Dictionary<string, GatewayRoute> { ["a"] = Route(path, method), ["b"] = Route(otherPath, otherMethod) },
        };
        Assert.Equal(told ? ["Gateway:Routes:b:Paths:0"] : [], Paths(options));
    }

    private static GatewayRoute Route(string path, string method) =>
        new() { Service = "service", Paths = [path], Methods = method.Length == 0 ? [] : [method] };

    private static IEnumerable<string> Paths(GatewayOptions options) =>
        GatewayFaults.Of(options).Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]);
}
