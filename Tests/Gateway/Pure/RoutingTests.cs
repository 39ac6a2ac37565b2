using Gateway.Configuration;
using Gateway.Routing;

namespace Gateway.Tests.Pure;

public sealed class RoutingTests
{
    private static readonly GatewayOptions Options = new()
    {
        Routes = new Dictionary<string, GatewayRoute>
        {
            ["auth"] = new() { Service = "auth", Paths = ["/auth/{**rest}"] },
            ["sign-in"] = new()
            {
                Service = "auth",
                Paths = ["/auth/login", "/auth/register"],
                Methods = ["POST"],
                Anonymous = true,
                RateLimit = RateLimitTier.Credentials,
            },
            ["admin"] = new() { Service = "auth", Paths = ["/auth/audit"], Role = "admin", Timeout = TimeSpan.FromSeconds(5) },
            ["events"] = new() { Service = "shop", Paths = ["/events"], ActivityTimeout = TimeSpan.FromMinutes(5) },
        },
    };

    [Fact]
    public void Each_path_of_a_route_is_a_route_of_its_own() =>
        Assert.Equal(["auth", "sign-in", "sign-in/2", "admin", "events"], Routes.Of(Options).Select(route => route.RouteId));

    [Theory]
    [InlineData("auth", "default")]
    [InlineData("sign-in", "anonymous")]
    [InlineData("sign-in/2", "anonymous")]
    [InlineData("admin", "role:admin")]
    public void A_route_needs_a_user_unless_it_says_otherwise(string id, string policy) =>
        Assert.Equal(policy, Routes.Of(Options).Single(route => route.RouteId == id).AuthorizationPolicy);

    [Fact]
    public void Methods_limits_and_times_reach_yarp()
    {
        var routes = Routes.Of(Options).ToDictionary(route => route.RouteId);
        Assert.Equal(["POST"], routes["sign-in"].Match.Methods!);
        Assert.Null(routes["auth"].Match.Methods);
        Assert.Equal("credentials", routes["sign-in/2"].RateLimiterPolicy);
        Assert.Null(routes["auth"].RateLimiterPolicy);
        Assert.Equal(TimeSpan.FromSeconds(5), routes["admin"].Timeout);
    }

    [Fact]
    public void A_service_is_one_cluster_and_one_more_for_each_silence()
    {
        var clusters = Clusters.Of(Options).ToDictionary(cluster => cluster.ClusterId);
        Assert.Equal(["auth", "shop/00:05:00"], clusters.Keys.Order());
        Assert.Equal(TimeSpan.FromMinutes(5), clusters["shop/00:05:00"].HttpRequest!.ActivityTimeout);
        Assert.Equal("http://shop", Assert.Single(clusters["shop/00:05:00"].Destinations!).Value.Address);
        Assert.All(Routes.Of(Options), route => Assert.Contains(route.ClusterId!, clusters.Keys));
    }
}
