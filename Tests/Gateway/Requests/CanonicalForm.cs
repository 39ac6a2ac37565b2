using System.Text.RegularExpressions;
using Harness.Origins;

namespace Gateway.Tests.Requests;

/// <summary>The one way in which a request may reach an upstream, so that no two servers can read it as different things.</summary>
internal static partial class CanonicalForm
{
    public static IEnumerable<string> Faults(RecordedRequest request)
    {
        if (!Head().IsMatch(request.Head))
        {
            yield return "the head is not: method, origin form, HTTP/1.1, and lines 'Name: value' that end with CRLF";
        }

        if (request["Host"].Count != 1)
        {
            yield return $"{request["Host"].Count} headers Host";
        }

        var (length, coding) = (request["Content-Length"], request["Transfer-Encoding"]);
        if (length.Count + coding.Count > 1)
        {
            yield return $"more than one header that frames the body: {string.Join(", ", length.Concat(coding))}";
        }

        if (coding is [not "chunked"] || (length is [var digits] && !digits.All(char.IsAsciiDigit)))
        {
            yield return $"framed by '{string.Join(", ", length.Concat(coding))}'";
        }

        if (coding.Count > 0 && !Chunks().IsMatch(request.Framing))
        {
            yield return "chunks with more than sizes and data, or with trailers";
        }

        if (request["Upgrade"] is not ([] or ["websocket"]))
        {
            yield return $"an upgrade to '{string.Join(", ", request["Upgrade"])}'";
        }

        foreach (var name in new[] { "HTTP2-Settings", "Proxy-Connection", "Keep-Alive", "TE", "Trailer", "Proxy-Authorization" })
        {
            if (request[name].Count > 0)
            {
                yield return $"{name} is about the connection of the client";
            }
        }

        if (request["X-Real-IP"] is not ["127.0.0.1"] || request["X-Forwarded-For"] is not ["127.0.0.1"])
        {
            yield return $"the client's address is not told, or not by the gateway: {string.Join(", ", request["X-Real-IP"].Concat(request["X-Forwarded-For"]))}";
        }
    }

    [GeneratedRegex(
        @"\A[A-Z]+ /[!-~]* HTTP/1\.1\r\n([!#$%&'*+.^_`|~0-9A-Za-z-]+:[ ]?([!-~\x80-\xff]([ \t!-~\x80-\xff]*[!-~\x80-\xff])?)?\r\n)+\r\n\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"\A([1-9A-Fa-f][0-9A-Fa-f]*\r\n.*\r\n)*0\r\n\r\n\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Chunks();
}
