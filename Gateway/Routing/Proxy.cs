using Gateway.Answers;
using Gateway.Configuration;
using Gateway.Outsiders;
using Gateway.Retries;
using Gateway.Upstreams;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Gateway.Routing;

/// <summary>Puts <see cref="Routes"/>, <see cref="Clusters"/> and the connections to them together.</summary>
internal static class Proxy
{
    public static void AddProxy(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .AddTransforms(HopByHopHeaders.Remove)
            .AddTransforms(ForwardedHeaders.Set)
            .AddTransforms(Caching.AskUncompressed)
            .AddTransforms(UpstreamAnswers.Set)
            .AddTransforms(HopByHopHeaders.RemoveFromAnswer)
            .AddTransforms(Caching.Decide);

        builder.Services.AddSingleton<IProxyConfigProvider>(services => new InMemoryConfigProvider(
            Routes.Of(services.GatewayOptions()), Clusters.Of(services.GatewayOptions())));
        builder.Services.AddSingleton<IDestinationResolver, DiscoveredDestinations>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, UpstreamConnections>();
        builder.Services.AddSingleton<IProbingRequestFactory, ProbeRequests>();
        builder.Services.AddSingleton<Prewarming>();
        builder.Services.AddSingleton<IClusterChangeListener>(services => services.GetRequiredService<Prewarming>());
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, BrokenConnections>();
        builder.Services.AddSingleton<IActiveHealthCheckPolicy, ProbeVerdict>();
        builder.Services.AddSingleton<RetryMetrics>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(RetryMetrics.MeterName));
        builder.Services.AddRequestTimeouts();
    }

    public static void MapProxy(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseUpstreamProblems();
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }
}
