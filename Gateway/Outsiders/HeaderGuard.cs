using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Outsiders;

/// <summary>
/// Finds header blocks that Kestrel takes and others read differently: a body framed twice or oddly, an empty host,
/// characters that no header may have (RFC 9110, 5.1 and 5.5).
/// </summary>
internal static class HeaderGuard
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // All control characters but the tab.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Where(code => code != '\t').Append(0x7f).Select(code => (char)code)]);

    public static bool IsMalformed(IHttpRequestFeature request) =>
        HasOddFraming(request)
        || request.Headers.Host is [""]
        || (HttpProtocol.IsHttp2(request.Protocol) && HasHeadersOfHttp1(request.Headers))
        || HasOddCharacters(request.Headers);

    /// <summary>
    /// Kestrel lets Transfer-Encoding win over Content-Length, which it renames; it takes any list that ends with
    /// chunked, and chunks over HTTP/1.0.
    /// </summary>
    private static bool HasOddFraming(IHttpRequestFeature request)
    {
        var (headers, coding) = (request.Headers, request.Headers.TransferEncoding);
        return coding.Count > 0
            && (coding.Count > 1
                || !string.Equals(coding[0], "chunked", StringComparison.OrdinalIgnoreCase)
                || !HttpProtocol.IsHttp11(request.Protocol)
                || headers.ContentLength is not null
                || headers.ContainsKey("X-Content-Length"));
    }

    /// <summary>RFC 9113, 8.2.2: with one of these a request is malformed. Kestrel sees to <c>Connection</c> and <c>TE</c>.</summary>
    private static bool HasHeadersOfHttp1(IHeaderDictionary headers) =>
        headers.Upgrade.Count > 0 || headers.KeepAlive.Count > 0 || headers.ContainsKey("Proxy-Connection");

    private static bool HasOddCharacters(IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            if (name.AsSpan().ContainsAnyExcept(NameCharacters))
            {
                return true;
            }

            foreach (var value in values)
            {
                if (value.AsSpan().ContainsAny(ControlCharacters))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
