using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Outsiders;

/// <summary>
/// YARP drops the headers that are always about one connection only. RFC 9110, 7.6.1 also lets a sender name others in
/// <c>Connection</c>; those end here too. Not those named beside <c>close</c> or <c>keep-alive</c>, though: Kestrel
/// rewrites the header to that one word before anybody sees it, and they pass on.
/// </summary>
internal static class HopByHopHeaders
{
    /// <summary>Before <see cref="ForwardedHeaders.Set"/>, so that no client can have ours taken off.</summary>
    public static void Remove(TransformBuilderContext context) => context.AddRequestTransform(request =>
    {
        var named = request.HttpContext.Request.Headers.Connection;
        if (!AreUsual(named))
        {
            RemoveNamed(request.ProxyRequest.Headers, named);
        }

        return ValueTask.CompletedTask;
    });

    /// <summary>What an upstream's answer names in its <c>Connection</c>. Before <c>Caching.Decide</c> looks at the answer.</summary>
    public static void RemoveFromAnswer(TransformBuilderContext context) => context.AddResponseTransform(answer =>
    {
        // Not those of a WebSocket, whose answer names Upgrade.
        if (answer.ProxyResponse is { StatusCode: not HttpStatusCode.SwitchingProtocols } upstream
            && upstream.Headers.NonValidated.TryGetValues("Connection", out var connection))
        {
            foreach (var name in Names(connection.ToString()))
            {
                answer.HttpContext.Response.Headers.Remove(name);
            }
        }

        return ValueTask.CompletedTask;
    });

    /// <summary>Nothing is taken off because of these.</summary>
    public static bool AreUsual(StringValues connection) => connection.Count == 0
        || (connection.Count == 1
            && (connection[0]!.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
                || connection[0]!.Equals("close", StringComparison.OrdinalIgnoreCase)
                || connection[0]!.Equals("upgrade", StringComparison.OrdinalIgnoreCase)));

    private static void RemoveNamed(HttpRequestHeaders headers, StringValues connection)
    {
        foreach (var name in Names(connection.ToString()))
        {
            // Who asks to be unauthenticated can leave the header out; to us it would be another request than to the
            // upstream. And what frames or describes the body is not here: to name it in Remove is an exception.
            if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && headers.NonValidated.Contains(name))
            {
                headers.Remove(name);
            }
        }
    }

    private static string[] Names(string connection) =>
        connection.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
