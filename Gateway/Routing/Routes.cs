using Gateway.Configuration;
using Gateway.Limits;
using Gateway.Users;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Routing;

/// <summary>
/// Configured routes as YARP knows them. The path is passed on unchanged, so a URL means the same at every hop, and
/// what a service serves at its root (health, OpenAPI) has no address here.
/// </summary>
internal static class Routes
{
    /// <summary>One per path of each route, called <c>name</c> or <c>name/2</c>.</summary>
    public static IReadOnlyList<RouteConfig> Of(GatewayOptions options) =>
    [
        .. from route in options.Routes
           from path in route.Value.Paths.Select((template, n) => (Template: template, Suffix: n == 0 ? "" : $"/{n + 1}"))
           select Of(route.Key + path.Suffix, path.Template, route.Value),
    ];

    private static RouteConfig Of(string id, string template, GatewayRoute route) => new()
    {
        RouteId = id,
        ClusterId = Clusters.IdOf(route),
        Match = new RouteMatch
        {
            Path = template,
            Methods = route.Methods.Count == 0 ? null : route.Methods,
        },
        AuthorizationPolicy = RoutePolicies.NameOf(route),
        RateLimiterPolicy = route.RateLimit == RateLimitTier.Credentials ? RateLimits.Credentials : null,
        Timeout = route.Timeout,
    };
}
