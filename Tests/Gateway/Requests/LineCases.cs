using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>The request line: its spaces, its version, its method.</summary>
internal static class LineCases
{
    private const string Rest = "\r\nHost: {h}\r\nX-Case: {p}\r\n\r\n";

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("line: in order", Get(""), "GET {p}\n"),
        RefusedOrServed("version: HTTP/1.0", "GET {p} HTTP/1.0" + Rest, "GET {p}\n"),
        RefusedOrServed("version: HTTP/1.0 without Host", "GET {p} HTTP/1.0\r\n\r\n", "GET {p}\n"),
        Refused("version: none, HTTP/0.9", "GET {p}\r\n"),
        Refused("version: none, with headers", "GET {p}" + Rest),
        .. from version in new[]
           {
               "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "http/1.1", "Http/1.1", "HTTP/1", "HTTP/1.", "HTTP/1.10", "HTTP/01.1", "HTTP/1.1x",
               "HTTP 1.1", "HTTP/1,1", "HTTP1.1", "HTTPS/1.1", "FTP/1.1", "HTTP/-1.1", "HTTP/1.1\0", "HTTP/1.1 ", "HTTP/1.1\t", "HTTP/1.1\r",
           }
           select Refused($"version: '{Uri.EscapeDataString(version)}'", "GET {p} " + version + Rest),

        RefusedOrServed("line: an empty line before it", "\r\n" + Get(""), "GET {p}\n"),
        RefusedOrServed("line: two empty lines before it", "\r\n\r\n" + Get(""), "GET {p}\n"),
        RefusedOrServed("line: ends with a bare LF", "GET {p} HTTP/1.1\nHost: {h}\r\n\r\n", "GET {p}\n"),
        Refused("line: ends with a bare CR", "GET {p} HTTP/1.1\rHost: {h}\r\n\r\n"),
        Refused("line: a space before it", " " + Get("")),
        Refused("line: NUL before it", "\0" + Get("")),
        Refused("line: two spaces after the method", "GET  {p} HTTP/1.1" + Rest),

        // Kestrel takes the spaces before the version for one: what is forwarded has one meaning.
        RefusedOrServed("line: two spaces before the version", "GET {p}  HTTP/1.1" + Rest, "GET {p}\n"),
        Refused("line: tab after the method", "GET\t{p} HTTP/1.1" + Rest),
        Refused("line: tab before the version", "GET {p}\tHTTP/1.1" + Rest),
        Refused("line: a bare CR in the path", "GET {p}\r/a HTTP/1.1" + Rest),
        Refused("line: a vertical tab in the path", "GET {p}/\v HTTP/1.1" + Rest),
        Refused("line: a space in the path", "GET {p}/a b HTTP/1.1" + Rest),
        Refused("line: a whole second one in the path", "GET {p} HTTP/1.1 /smuggled HTTP/1.1" + Rest),
        Refused("line: only a method", "GET\r\n" + "Host: {h}\r\nX-Case: {p}\r\n\r\n"),
        Refused("line: random bytes", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003{p}\r\n\r\n"),

        RefusedOrServed("method: one nobody knows", "BREW {p} HTTP/1.1" + Rest, "BREW {p}\n"),
        .. from method in new[] { "get", "Get", "GE T", "G(T", "G\0T", "GÉT", "\"GET\"", "TRACE", "CONNECT", "" }
           select Refused($"method: '{Uri.EscapeDataString(method)}'", method + " {p} HTTP/1.1" + Rest),
    ];
}
