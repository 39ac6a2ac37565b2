using System.Collections.Concurrent;
using Gateway.Configuration;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Upstreams;

/// <summary>
/// The connection pool of a service: as YARP sets it up (no cookies, redirects, decompression, proxy), with our limits
/// on top, and one for all clusters of the service.
/// </summary>
internal sealed class UpstreamConnections(IOptions<GatewayOptions> options) : ForwarderHttpClientFactory, IForwarderHttpClientFactory
{
    /// <summary>The key of a cluster's metadata that holds the service's name.</summary>
    public const string Service = "service";

    private const int MaxResponseHeaderKib = 32;

    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _pools = new(StringComparer.Ordinal);
    private readonly UpstreamOptions _options = options.Value.Upstreams;

    HttpMessageInvoker IForwarderHttpClientFactory.CreateClient(ForwarderHttpClientContext context) =>
        _pools.GetOrAdd(context.NewMetadata![Service], _ => CreateClient(context));

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = _options.ConnectTimeout;
        handler.MaxConnectionsPerServer = _options.MaxConnections;
        handler.PooledConnectionIdleTimeout = _options.IdleTimeout;
        handler.PooledConnectionLifetime = _options.Lifetime;
        handler.MaxResponseHeadersLength = MaxResponseHeaderKib;
    }
}
