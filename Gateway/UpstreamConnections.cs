using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>The connection pool of a cluster, as YARP sets it up, with our limits on top.</summary>
internal sealed class UpstreamConnections(IOptions<GatewayOptions> options) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = options.Value.ConnectTimeout;
    }
}
