using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

internal static class Clusters
{
    /// <summary>One cluster per service that the routes name; <see cref="DiscoveredDestinations"/> finds its replicas.</summary>
    public static IReadOnlyList<ClusterConfig> For(IEnumerable<RouteConfig> routes, GatewayOptions options) =>
    [
        .. from service in routes.Select(route => route.ClusterId!).Distinct()
           select new ClusterConfig
           {
               ClusterId = service,
               Destinations = new Dictionary<string, DestinationConfig>
               {
                   [service] = new() { Address = $"http://{service}" },
               },
               HttpRequest = new ForwarderRequestConfig
               {
                   // YARP asks for HTTP/2 unless told, and Kestrel has none without TLS beside HTTP/1.1.
                   Version = HttpVersion.Version11,
                   VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                   ActivityTimeout = options.ActivityTimeout,
               },
           },
    ];
}
