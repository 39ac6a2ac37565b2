using System.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Outsiders;

/// <summary>
/// What the gateway tells its upstreams about the client. They believe it, so whatever else came under these names is
/// taken off first, a trusted proxy's too: ASP.NET Core has already read that into the connection.
/// </summary>
internal static class ForwardedHeaders
{
    public static void Set(TransformBuilderContext context)
    {
        // YARP would write some of them; here all are written in one place.
        context.UseDefaultForwarders = false;
        context.AddRequestTransform(request =>
        {
            Remove(request.ProxyRequest.Headers);
            Write(request.ProxyRequest.Headers, request.HttpContext);
            return ValueTask.CompletedTask;
        });
    }

    private static void Remove(HttpRequestHeaders headers)
    {
        // The usual request has none of them, and then nothing is allocated.
        List<string>? found = null;
        foreach (var header in headers.NonValidated)
        {
            if (IsForwarding(header.Key))
            {
                (found ??= []).Add(header.Key);
            }
        }

        found?.ForEach(name => headers.Remove(name));
    }

    private static void Write(HttpRequestHeaders headers, HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is { } client)
        {
            var address = (client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client).ToString();
            headers.TryAddWithoutValidation("X-Forwarded-For", address);
            headers.TryAddWithoutValidation("X-Real-IP", address);
        }

        headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        if (context.Request.Host is { HasValue: true } host)
        {
            headers.TryAddWithoutValidation("X-Forwarded-Host", host.Value);
        }
    }

    /// <summary>Also spelled with underscores, which is the same to what reads headers as variables (CGI, WSGI).</summary>
    private static bool IsForwarding(string header) =>
        header.Contains('_') ? IsForwarding(header.Replace('_', '-'))
        : header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);
}
