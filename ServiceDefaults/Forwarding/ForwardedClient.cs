using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Forwarding;

/// <summary>
/// Behind the gateway, the client's address and scheme are what the gateway says they are. It removes whatever a client wrote of the
/// kind, and nobody else reaches a service's port, so the last entry is believed whoever connects; further ones never are.
/// </summary>
internal static class ForwardedClient
{
    public static void AddForwardedClient(this IHostApplicationBuilder builder) => builder.Services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = 1;

        // Without a list, every peer is believed.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
    });
}
