using Microsoft.Extensions.Options;
using ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Gateway;

/// <summary>Puts <see cref="Routes"/>, <see cref="Clusters"/> and the connections to them together.</summary>
internal static class Proxy
{
    public static void AddProxy(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<GatewayOptions>("Gateway");
        builder.Services.AddReverseProxy().AddTransforms(ForwardedHeaders.Set);

        builder.Services.AddSingleton<IProxyConfigProvider>(provider => new InMemoryConfigProvider(
            Routes.All, Clusters.For(Routes.All, provider.GetRequiredService<IOptions<GatewayOptions>>().Value)));
        builder.Services.AddSingleton<IDestinationResolver, DiscoveredDestinations>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, UpstreamConnections>();
    }
}
