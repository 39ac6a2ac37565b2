using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>Lines of a header block, and headers that are about the connection.</summary>
internal static class HeaderCases
{
    private const string Meaning = "GET {p}\n";

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("header: no space before the value", Get("X-A:b\r\n"), Meaning),
        Served("header: an empty value", Get("X-A:\r\n"), Meaning),
        RefusedOrServed("header: tabs around the value", Get("X-A:\tb\t\r\n"), Meaning),
        RefusedOrServed("header: UTF-8 in the value", Get("X-A: \u00c3\u00a9\r\n"), Meaning),
        RefusedOrServed("header: Latin-1 in the value", Get("X-A: \u00e9\r\n"), Meaning),
        RefusedOrServed("header: ends with a bare LF", Get("X-A: b\n"), Meaning),
        RefusedOrServed("header: all end with a bare LF", "GET {p} HTTP/1.1\nHost: {h}\nX-A: b\n\n", Meaning),
        RefusedOrServed("header: the empty line is a bare LF", "GET {p} HTTP/1.1\r\nHost: {h}\r\n\n", Meaning),
        Refused("header: bare CR in the value", Get("X-A: b\rc\r\n")),
        Refused("header: bare CR at its end", Get("X-A: b\r\r\n")),
        Refused("header: ends with a bare CR", Get("X-A: b\rX-B: c\r\n")),
        Refused("header: NUL in the value", Get("X-A: b\0c\r\n")),
        Refused("header: NUL in the name", Get("X-\0A: b\r\n")),
        RefusedOrServed("header: a control character in the value", Get("X-A: b\u0001c\r\n"), Meaning),
        RefusedOrServed("header: DEL in the value", Get("X-A: b\u007fc\r\n"), Meaning),
        Refused("header: folded", Get("X-A: b\r\n c\r\n")),
        Refused("header: folded with a tab", Get("X-A: b\r\n\tc\r\n")),
        Refused("header: folded, the first", "GET {p} HTTP/1.1\r\n X-A: b\r\nHost: {h}\r\n\r\n"),
        Refused("header: folded Host", "GET {p} HTTP/1.1\r\nHost:\r\n {h}\r\n\r\n"),
        Refused("header: space before the colon", Get("X-A : b\r\n")),
        Refused("header: space in the name", Get("X A: b\r\n")),
        Refused("header: no name", Get(": b\r\n")),
        Refused("header: no name and no value", Get(":\r\n")),
        Refused("header: no colon", Get("X-A\r\n")),
        .. from name in new[] { "X\u00e9A", "X\u0001A", "X\u007fA" }
           select Refused($"header: the name '{Uri.EscapeDataString(name)}'", Get(name + ": b\r\n")),

        // Delimiters: no name either, and dropped by those who do not refuse it.
        .. from name in new[] { "X(A)", "X,A", "X/A", "X@A", "X\"A", "X[A]", "X{A}" }
           select RefusedOrServed($"header: the name '{name}'", Get(name + ": b\r\n"), Meaning),

        RefusedOrServed("connection: names headers that the gateway sets",
            Get("Connection: close, X-Real-IP, X-Forwarded-For, X-Forwarded-Proto, traceparent\r\n"), Meaning),
        RefusedOrServed("connection: names the framing",
            Post("Connection: transfer-encoding, content-length\r\nContent-Length: 5\r\n", "hello"), "POST {p}\nhello"),
        RefusedOrServed("connection: names the framing, chunked",
            Post("Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "POST {p}\nhello"),
        RefusedOrServed("connection: names Host", Get("Connection: Host\r\n"), Meaning),
        RefusedOrServed("connection: of proxies",
            Get("Proxy-Connection: keep-alive\r\nKeep-Alive: timeout=5\r\nTE: trailers\r\nProxy-Authorization: a\r\n"), Meaning),
        RefusedOrServed("connection: an upgrade to HTTP/2",
            Get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"), Meaning),
        RefusedOrServed("connection: an upgrade to TLS", Get("Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n"), Meaning),
        RefusedOrServed("connection: an upgrade to a WebSocket, half", Get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), Meaning),
        RefusedOrServed("connection: an upgrade, with a body",
            Post("Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n", "hello"), "POST {p}\nhello"),

        Served("expect: 100-continue", Post("Expect: 100-continue\r\nContent-Length: 5\r\n", "hello"), "POST {p}\nhello"),
        .. from value in new[] { "100-Continue", "200-ok", "100-continue, 100-continue", "", "\"100-continue\"" }
           select RefusedOrServed($"expect: '{value}'", Post($"Expect: {value}\r\nContent-Length: 5\r\n", "hello"), "POST {p}\nhello"),

        Served("pipeline: two", Get("") + "GET {p}/second HTTP/1.1\r\nHost: {h}\r\n\r\n", Meaning, requests: 2),
        Served("pipeline: behind a body",
            Post("Content-Length: 5\r\n", "hello") + "GET {p}/second HTTP/1.1\r\nHost: {h}\r\n\r\n", "POST {p}\nhello", requests: 2),
        Served("pipeline: behind chunks",
            Chunked("5\r\nhello\r\n0\r\n\r\n") + "GET {p}/second HTTP/1.1\r\nHost: {h}\r\n\r\n", "POST {p}\nhello", requests: 2),
        RefusedOrServed("pipeline: behind Connection: close", Get("Connection: close\r\n") + "{s}", Meaning),
    ];
}
