using Gateway.Outsiders;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Gateway.Answers;

/// <summary>
/// What tells two requests apart in the store, beside method, scheme, host and path: the query, and these headers. The
/// key is made of the request as the client sent it, so it must be what the upstream reads too.
/// </summary>
internal static class CacheKey
{
    public static readonly string[] Headers = ["Accept", "Accept-Language", "Origin"];

    /// <summary>Keys lie in memory beside the answers and are not counted by <c>Cache:Bytes</c>. A browser's are half as long.</summary>
    private const int MostCharacters = 1024;

    /// <summary>
    /// Whether the key holds all that the answer may depend on, and is short. Not if <c>Connection</c> takes headers off
    /// on the way, if a header has two lines (the key joins them), or if there is a body.
    /// </summary>
    public static bool Holds(HttpRequest request) =>
        HopByHopHeaders.AreUsual(request.Headers.Connection)
        && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
        && Length(request) <= MostCharacters;

    private static int Length(HttpRequest request)
    {
        var (headers, path) = (request.Headers, request.Path.Value);
        var length = (path?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0);
        foreach (var part in (ReadOnlySpan<StringValues>)[headers.Host, headers.Accept, headers.AcceptLanguage, headers.Origin])
        {
            length += part.Count > 1 ? MostCharacters + 1 : part.ToString().Length;
        }

        return length;
    }
}
