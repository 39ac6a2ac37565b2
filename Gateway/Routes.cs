using Yarp.ReverseProxy.Configuration;

namespace Gateway;

/// <summary>
/// What the outside can reach: one line per service. The path is passed on unchanged, so a URL means the same at every
/// hop, and what a service serves at its root (health, OpenAPI) has no address here.
/// </summary>
internal static class Routes
{
    public static readonly IReadOnlyList<RouteConfig> All =
    [
        Prefix("auth"),
    ];

    /// <summary>Everything under <c>/{service}</c> goes to the service that the app host calls the same.</summary>
    private static RouteConfig Prefix(string service) => new()
    {
        RouteId = service,
        ClusterId = service,
        Match = new RouteMatch { Path = $"/{service}/{{**rest}}" },
    };
}
