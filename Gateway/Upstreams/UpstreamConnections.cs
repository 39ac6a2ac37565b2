using System.Collections.Concurrent;
using System.Text;
using Gateway.Configuration;
using Gateway.Retries;
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

    // In KiB, as the handler takes it: the same as a client may send us (Limits:HeaderBytes).
    private const int MaxResponseHeadersKib = 32;

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
        handler.MaxResponseHeadersLength = MaxResponseHeadersKib;

        // As Kestrel read it, so that the same bytes go on. The handler's own ASCII is an exception for anything else.
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler)
    {
        var probes = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = _options.ConnectTimeout,
            ActivityHeadersPropagator = null,
        };
        return new ProbeConnections(new OnceOnly(base.WrapHandler(context, handler)), probes);
    }
}
