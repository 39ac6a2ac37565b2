using Gateway.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>
/// Hands <see cref="LimitOptions"/> to Kestrel, and refuses a body that says it is too long before a service hears of
/// it.
/// </summary>
internal static class ServerLimits
{
    public static void AddServerLimits(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<GatewayOptions>>((kestrel, gateway) =>
            Set(kestrel.Limits, gateway.Value.Limits));

    public static void UseServerLimits(this WebApplication app)
    {
        var most = app.Services.GatewayOptions().Limits.BodyBytes;
        app.Use((context, next) =>
        {
            if (context.Request.ContentLength is not { } length || length <= most)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;

            // Rather than read the body only to keep the connection.
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
    }

    private static void Set(KestrelServerLimits kestrel, LimitOptions limits)
    {
        var slowest = new MinDataRate(limits.SlowestBytesPerSecond, limits.SlowGrace);
        kestrel.MaxRequestBodySize = limits.BodyBytes;
        kestrel.MaxRequestLineSize = limits.RequestLineBytes;
        kestrel.MaxRequestBufferSize = Math.Max(kestrel.MaxRequestBufferSize ?? 0, Math.Max(limits.RequestLineBytes, limits.HeaderBytes));
        kestrel.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        kestrel.MaxRequestHeaderCount = limits.HeaderCount;
        kestrel.RequestHeadersTimeout = limits.HeadersTimeout;
        kestrel.KeepAliveTimeout = limits.KeepAliveTimeout;
        kestrel.MinRequestBodyDataRate = slowest;
        kestrel.MinResponseDataRate = slowest;
        kestrel.MaxConcurrentConnections = limits.Connections;
        kestrel.MaxConcurrentUpgradedConnections = limits.UpgradedConnections;
        kestrel.Http2.MaxStreamsPerConnection = limits.Http2Streams;

        // A single header may take the whole block, as it may over HTTP/1.1.
        kestrel.Http2.MaxRequestHeaderFieldSize = limits.HeaderBytes;
        kestrel.Http2.KeepAlivePingDelay = limits.KeepAliveTimeout;
    }
}
