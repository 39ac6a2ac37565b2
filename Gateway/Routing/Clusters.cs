using System.Net;
using Gateway.Configuration;
using Gateway.Upstreams;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Gateway.Routing;

/// <summary>One cluster per service that the routes name; <see cref="DiscoveredDestinations"/> finds its replicas.</summary>
internal static class Clusters
{
    public static IReadOnlyList<ClusterConfig> Of(GatewayOptions options) =>
    [
        .. from route in options.Routes.Values
           group route by IdOf(route) into same
           select Of(same.Key, same.First(), options.Upstreams),
    ];

    /// <summary>
    /// A route that bears another silence needs a cluster of its own, since YARP has that time-out there.
    /// <see cref="UpstreamConnections"/> gives all clusters of a service the same connections.
    /// </summary>
    public static string IdOf(GatewayRoute route) =>
        route.ActivityTimeout is { } silence ? $"{route.Service}/{silence:c}" : route.Service;

    private static ClusterConfig Of(string id, GatewayRoute route, UpstreamOptions upstreams) => new()
    {
        ClusterId = id,
        Destinations = new Dictionary<string, DestinationConfig>
        {
            [route.Service] = new() { Address = $"http://{route.Service}" },
        },
        Metadata = new Dictionary<string, string> { [UpstreamConnections.Service] = route.Service },
        HttpRequest = new ForwarderRequestConfig
        {
            // YARP asks for HTTP/2 unless told, and Kestrel has none without TLS beside HTTP/1.1.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = route.ActivityTimeout ?? upstreams.ActivityTimeout,
        },
        HealthCheck = new HealthCheckConfig
        {
            // With every replica down, a request is worth a try: what failed is perhaps only what the request does not need.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Policy = ProbeVerdict.PolicyName,
                Path = "/health",
                Interval = upstreams.ProbeInterval,
                Timeout = upstreams.ProbeTimeout,
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = BrokenConnections.PolicyName,
                ReactivationPeriod = upstreams.Reactivation,
            },
        },
    };
}
