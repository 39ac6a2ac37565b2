using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>What may stand in a chunked body: sizes, extensions, line ends, trailers.</summary>
internal static class ChunkCases
{
    private const string Hello = "POST {p}\nhello";
    private const string End = "0\r\n\r\n";

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("chunks: several", Chunked("2\r\nhe\r\n3\r\nllo\r\n" + End), Hello),
        Served("chunks: none", Chunked(End), "POST {p}\n"),
        Served("chunks: the data look like a last chunk and a request",
            Chunked("47\r\n0\r\n\r\nGET /open/smuggled HTTP/1.1\r\nHost: a\r\nX-Filling: 01234567890123456\r\n" + End),
            "POST {p}\n0\r\n\r\nGET /open/smuggled HTTP/1.1\r\nHost: a\r\nX-Filling: 01234567890123456"),
        RefusedOrServed("size: hexadecimal in capitals", Chunked("A\r\nhellohello\r\n" + End), "POST {p}\nhellohello"),
        RefusedOrServed("size: leading zeros", Chunked("0005\r\nhello\r\n" + End), Hello),
        RefusedOrServed("size: a hundred leading zeros", Chunked(new string('0', 100) + "5\r\nhello\r\n" + End), Hello),
        RefusedOrServed("size: space after it", Chunked("5 \r\nhello\r\n" + End), Hello),
        RefusedOrServed("size: tab after it", Chunked("5\t\r\nhello\r\n" + End), Hello),
        RefusedOrServed("last chunk: of three zeros", Chunked("5\r\nhello\r\n000\r\n\r\n"), Hello),
        .. from size in new[]
           {
               "0x5", "-5", "+5", " 5", "\t5", "g", "", "5g", "5_0", "5.", "5,5", "\"5\"", "\05", "10000000000000005", "ffffffffffffffff", "-ffffffffffffffffb",
               "80000000000000005", "7fffffffffffffff",
           }
           select Refused($"size: '{Uri.EscapeDataString(size)}'", Chunked($"{size}\r\nhello\r\n{End}{{s}}")),

        RefusedOrServed("extension: name", Chunked("5;a\r\nhello\r\n" + End), Hello),
        RefusedOrServed("extension: name and value", Chunked("5;a=b\r\nhello\r\n" + End), Hello),
        RefusedOrServed("extension: quoted value", Chunked("5;a=\"b;c\"\r\nhello\r\n" + End), Hello),
        RefusedOrServed("extension: space before it", Chunked("5 ;a=b\r\nhello\r\n" + End), Hello),
        RefusedOrServed("extension: of a kilobyte", Chunked("5;a=" + new string('b', 1000) + "\r\nhello\r\n" + End), Hello),
        RefusedOrServed("extension: on the last chunk", Chunked("5\r\nhello\r\n0;a=b\r\n\r\n"), Hello),
        RefusedOrServed("extension: of a megabyte", Chunked("5;a=" + new string('b', 1_000_000) + "\r\nhello\r\n" + End), Hello),
        Refused("extension: bare LF in it", Chunked("5;a\nhello\r\n" + End + "{s}")),
        Refused("extension: nothing but a bare LF", Chunked("5;\nhello\r\n" + End + "{s}")),
        Refused("extension: bare LF, then a size that hides a request", Chunked("2;\nxx\r\n43\r\n0\r\n\r\n{s}" + End)),
        Refused("extension: bare CR in it", Chunked("5;a\rb\r\nhello\r\n" + End + "{s}")),
        Refused("extension: bare CR at its end", Chunked("5;a\r\r\nhello\r\n" + End + "{s}")),
        RefusedOrServed("extension: NUL in it", Chunked("5;a\0b\r\nhello\r\n" + End), Hello),
        Refused("extension: a line end within quotes", Chunked("5;a=\"\nb\"\r\nhello\r\n" + End + "{s}")),

        Refused("data: no line end after them", Chunked("5\r\nhello" + End + "{s}")),
        Refused("data: LF after them", Chunked("5\r\nhello\n" + End + "{s}")),
        Refused("data: CR after them", Chunked("5\r\nhello\r" + End + "{s}")),
        Refused("data: more than the size says", Chunked("5\r\nhello there\r\n" + End + "{s}")),
        Refused("data: two other bytes instead of the line end", Chunked("5\r\nhelloXX" + End + "{s}")),
        Refused("size: LF after it", Chunked("5\nhello\r\n" + End + "{s}")),
        Refused("size: CR after it", Chunked("5\rhello\r\n" + End + "{s}")),
        Refused("size: LF, CR after it", Chunked("5\n\rhello\r\n" + End + "{s}")),
        Refused("last chunk: LF after it", Chunked("5\r\nhello\r\n0\n\r\n{s}")),
        Refused("last chunk: LF twice after it", Chunked("5\r\nhello\r\n0\n\n{s}")),

        RefusedOrServed("trailer: one", Chunked("5\r\nhello\r\n0\r\nX-Trailer: a\r\n\r\n"), Hello),
        .. from name in new[] { "Content-Length: 60", "Transfer-Encoding: chunked", "Host: elsewhere", "X-Real-IP: 192.0.2.1", "X-Forwarded-For: 192.0.2.1", "Authorization: Bearer a" }
           select RefusedOrServed($"trailer: {name.Split(':')[0]}", Chunked($"5\r\nhello\r\n0\r\n{name}\r\n\r\n"), Hello),
        Refused("trailer: without a colon", Chunked("5\r\nhello\r\n0\r\nGET {p}/smuggled HTTP/1.1\r\n\r\n{s}")),
        Refused("trailer: space before the colon", Chunked("5\r\nhello\r\n0\r\nX-A : b\r\n\r\n{s}")),
        Refused("trailer: bare CR in it", Chunked("5\r\nhello\r\n0\r\nX-A: b\rc\r\n\r\n{s}")),
        Refused("trailer: NUL in it", Chunked("5\r\nhello\r\n0\r\nX-A: b\0c\r\n\r\n{s}")),
    ];
}
