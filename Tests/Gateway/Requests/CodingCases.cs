using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>Transfer-Encoding in all spellings. All that is not plainly chunked is refused.</summary>
internal static class CodingCases
{
    private const string Hello = "POST {p}\nhello";
    private const string Body = "5\r\nhello\r\n0\r\n\r\n";

    // "\u00a0" is a space to those who trim by Unicode.
    private static readonly string[] Odd =
    [
        "xchunked", "chunkedx", "identity", "gzip", "gzip, chunked", "chunked, identity", "identity, chunked", "chunked, gzip", "chunked, chunked",
        ",chunked", "chunked,", "\"chunked\"", "'chunked'", "chunked;q=1", "chunked\0", "\0chunked", "\vchunked", "\fchunked", "chunked\v",
        "\u00a0chunked", "chun ked", "c\bhunked", "cow", "", "x\u00ffchunked",
    ];

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("coding: chunked", Chunked(Body), Hello),
        RefusedOrServed("coding: chunked on GET",
            "GET {p} HTTP/1.1\r\nHost: {h}\r\nTransfer-Encoding: chunked\r\n\r\n" + Body, "GET {p}\nhello"),
        RefusedOrServed("coding: tab before it", Post("Transfer-Encoding:\tchunked\r\n", Body), Hello),
        RefusedOrServed("coding: no space before it", Post("Transfer-Encoding:chunked\r\n", Body), Hello),
        RefusedOrServed("coding: spaces after it", Post("Transfer-Encoding: chunked  \r\n", Body), Hello),
        RefusedOrServed("coding: in odd letters", Post("tRANSFER-eNCODING: ChUnKeD\r\n", Body), Hello),
        .. from value in Odd
           select Refused($"coding: '{Uri.EscapeDataString(value)}'", Post($"Transfer-Encoding: {value}\r\n", Body + "{s}")),
        Refused("coding: twice chunked", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", Body + "{s}")),
        Refused("coding: chunked, then identity", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", Body + "{s}")),
        Refused("coding: identity, then chunked", Post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", Body + "{s}")),
        Refused("coding: empty, then chunked", Post("Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n", Body + "{s}")),
        Refused("coding: folded onto the next line", Post("Transfer-Encoding:\r\n chunked\r\n", Body + "{s}")),
        Refused("coding: on a line that starts with a space", Post("X-A: b\r\n Transfer-Encoding: chunked\r\n", Body + "{s}")),
        Refused("coding: space before the colon", Post("Transfer-Encoding : chunked\r\n", Body + "{s}")),
        Refused("coding: NUL in the name", Post("Transfer-Encoding\0: chunked\r\n", Body + "{s}")),
        Refused("coding: behind a bare CR", Post("X-A: b\rTransfer-Encoding: chunked\r\n", Body + "{s}")),
        Refused("coding: a bare CR behind it", Post("Transfer-Encoding: chunked\rX-A: b\r\n", Body + "{s}")),
        Refused("coding: over HTTP/1.0",
            "POST {p} HTTP/1.0\r\nHost: {h}\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n" + Body + "{s}"),
        RefusedOrServed("coding: behind a bare LF", Post("X-A: b\nTransfer-Encoding: chunked\r\n", Body), Hello),
    ];
}
