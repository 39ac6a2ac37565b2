using Microsoft.AspNetCore.Http.Features;
using Forwardings = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders;

namespace Gateway.Outsiders;

/// <summary>
/// What an outside client may not do: walk out of a service's prefix, use a method that reflects or tunnels, send a
/// header block or a path that can be read in two ways. Cheap refusals come first, before anything looks at the request.
/// </summary>
internal static class OutsiderGuard
{
    private const string AllowedMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    public static void AddOutsiderGuard(this WebApplicationBuilder builder)
    {
        builder.AddOutsiderServer();

        // Aspire's manifest gives every project ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, which makes ASP.NET Core take
        // the client's address from X-Forwarded-For of any sender: right behind a gateway, wrong in one.
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<TrustedProxies>((options, trusted) =>
        {
            options.ForwardedHeaders = trusted.Networks.Count == 0
                ? Forwardings.None
                : Forwardings.All & ~Forwardings.XForwardedPrefix;

            // From right to left, as far as every sender is one of ours.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in trusted.Networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    /// <summary>After the default endpoints, with which the options above are applied.</summary>
    public static void UseOutsiderGuard(this WebApplication app) =>
        app.Use((context, next) => Refusal(context) is { } status ? Refuse(context, status) : next(context));

    /// <summary>The status of a request that goes no further, or null.</summary>
    private static int? Refusal(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        return IsMethodRefused(context, request.Method) ? StatusCodes.Status405MethodNotAllowed
            : HeaderGuard.IsMalformed(request) ? StatusCodes.Status400BadRequest
            : PathGuard.IsAmbiguous(request.RawTarget) ? StatusCodes.Status404NotFound
            : null;
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = AllowedMethods;
        }
        else if (status == StatusCodes.Status400BadRequest)
        {
            // What follows on this connection may be the rest of the body or the next request.
            context.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// CONNECT is also how a WebSocket begins over HTTP/2 (RFC 8441). Methods are told apart by case; YARP would make
    /// <c>get</c> a GET.
    /// </summary>
    private static bool IsMethodRefused(HttpContext context, string method) =>
        method.AsSpan().ContainsAnyInRange('a', 'z')
        || HttpMethods.IsTrace(method)
        || method.Equals("TRACK", StringComparison.OrdinalIgnoreCase)
        || (HttpMethods.IsConnect(method) && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true });
}
