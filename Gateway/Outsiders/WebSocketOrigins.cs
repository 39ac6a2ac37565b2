using Gateway.Configuration;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Outsiders;

/// <summary>
/// Refuses the WebSocket of a page that may not read our answers (OWASP ASVS 4.4.2): a browser opens it to any host,
/// and asks nobody, since CORS does not cover it. A program that is no browser sends no <c>Origin</c>, and passes.
/// </summary>
internal static partial class WebSocketOrigins
{
    public static void UseWebSocketOrigins(this WebApplication app)
    {
        var allowed = app.Services.GatewayOptions().Cors.Origins;
        app.Use((context, next) =>
        {
            if (context.Request.Headers.Origin.Count == 0 || !IsWebSocket(context) || IsAllowed(context.Request, allowed))
            {
                return next(context);
            }

            LogRefused(app.Logger, context.Request.Path.Value, context.Connection.RemoteIpAddress?.ToString());
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>Over HTTP/2 it begins with CONNECT (RFC 8441).</summary>
    private static bool IsWebSocket(HttpContext context) =>
        context.Request.Headers.Upgrade.Count > 0 || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>By host and port alone: behind a proxy that ends TLS, the scheme is one that we may not know.</summary>
    private static bool IsAllowed(HttpRequest request, IReadOnlyList<string> allowed) =>
        request.Headers.Origin is [{ } origin]
        && (allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https"
                && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));

    [LoggerMessage(LogLevel.Information, "A WebSocket to {Path} from a page of another origin was refused to {Client}")]
    private static partial void LogRefused(ILogger logger, string? path, string? client);
}
