using System.Buffers;
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
    private static readonly SearchValues<char> Tokens = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Before <see cref="ForwardedHeaders.Set"/>, so that no client can have ours taken off.</summary>
    public static void Remove(TransformBuilderContext context) => context.AddRequestTransform(request =>
    {
        var named = request.HttpContext.Request.Headers.Connection;
        if (named.Count > 0 && !IsUsual(named))
        {
            RemoveNamed(request.ProxyRequest.Headers, named);
        }

        return ValueTask.CompletedTask;
    });

    private static bool IsUsual(StringValues connection) => connection.Count == 1
        && (connection[0]!.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
            || connection[0]!.Equals("close", StringComparison.OrdinalIgnoreCase)
            || connection[0]!.Equals("upgrade", StringComparison.OrdinalIgnoreCase));

    private static void RemoveNamed(HttpRequestHeaders headers, StringValues connection)
    {
        foreach (var name in connection.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Who asks to be unauthenticated can leave the header out; to us it would be another request than to the upstream.
            if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && IsToken(name))
            {
                headers.Remove(name);
            }
        }
    }

    /// <summary>HttpHeaders.Remove throws on what cannot be a header's name.</summary>
    private static bool IsToken(string name) => !name.AsSpan().ContainsAnyExcept(Tokens);
}
