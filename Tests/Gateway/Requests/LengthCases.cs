using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>Content-Length in all spellings, alone and against Transfer-Encoding.</summary>
internal static class LengthCases
{
    private const string Hello = "POST {p}\nhello";

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("length: a body of five", Post("Content-Length: 5\r\n", "hello"), Hello),
        Served("length: none is an empty body", Post("", ""), "POST {p}\n"),
        RefusedOrServed("length: a body on GET", "GET {p} HTTP/1.1\r\nHost: {h}\r\nContent-Length: 5\r\n\r\nhello", "GET {p}\nhello"),
        RefusedOrServed("length: leading zeros", Post("Content-Length: 005\r\n", "hello"), Hello),
        RefusedOrServed("length: tabs around it", Post("Content-Length:\t5\t\r\n", "hello"), Hello),
        RefusedOrServed("length: spaces around it", Post("Content-Length:   5   \r\n", "hello"), Hello),
        RefusedOrServed("length: name in odd letters", Post("cONTENT-lENGTH: 5\r\n", "hello"), Hello),

        Refused("length: twice, different", Post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello{s}")),
        Refused("length: twice, different, longer first", Post("Content-Length: 60\r\nContent-Length: 5\r\n", "hello{s}")),
        Refused("length: twice, the same", Post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello{s}")),
        Refused("length: twice, one with a zero", Post("Content-Length: 5\r\nContent-Length: 05\r\n", "hello{s}")),
        Refused("length: a list of the same", Post("Content-Length: 5, 5\r\n", "hello{s}")),
        Refused("length: a list of different ones", Post("Content-Length: 5, 6\r\n", "hello{s}")),
        Refused("length: plus sign", Post("Content-Length: +5\r\n", "hello{s}")),
        Refused("length: minus sign", Post("Content-Length: -5\r\n", "hello{s}")),
        Refused("length: minus zero", Post("Content-Length: -0\r\n", "{s}")),
        Refused("length: space inside", Post("Content-Length: 5 0\r\n", "hello{s}")),
        Refused("length: hexadecimal", Post("Content-Length: 0x5\r\n", "hello{s}")),
        Refused("length: a fraction", Post("Content-Length: 5.0\r\n", "hello{s}")),
        Refused("length: an exponent", Post("Content-Length: 5e0\r\n", "hello{s}")),
        Refused("length: a word", Post("Content-Length: five\r\n", "hello{s}")),
        Refused("length: empty", Post("Content-Length:\r\n", "{s}")),
        Refused("length: quoted", Post("Content-Length: \"5\"\r\n", "hello{s}")),
        Refused("length: with a parameter", Post("Content-Length: 5;a=b\r\n", "hello{s}")),
        Refused("length: underscore inside", Post("Content-Length: 5_0\r\n", "hello{s}")),
        Refused("length: vertical tab before it", Post("Content-Length: \v5\r\n", "hello{s}")),
        Refused("length: form feed after it", Post("Content-Length: 5\f\r\n", "hello{s}")),
        Refused("length: NUL after it", Post("Content-Length: 5\0\r\n", "hello{s}")),
        Refused("length: other digits", Post("Content-Length: Ù¥\r\n", "hello{s}")),
        Refused("length: one more than 64 bits hold", Post("Content-Length: 18446744073709551621\r\n", "hello{s}")),
        Refused("length: one more than 63 bits hold", Post("Content-Length: 9223372036854775808\r\n", "hello{s}")),
        Refused("length: a thousand digits", Post("Content-Length: 5" + new string('0', 999) + "\r\n", "hello{s}")),
        Refused("length: space before the colon", Post("Content-Length : 5\r\n", "hello{s}")),
        Refused("length: tab before the colon", Post("Content-Length\t: 5\r\n", "hello{s}")),
        Refused("length: folded onto the next line", Post("Content-Length:\r\n 5\r\n", "hello{s}")),

        Refused("length and chunked: the length covers a second request",
            Post("Content-Length: 60\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n{s}")),
        Refused("length and chunked: the length ends early",
            Post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "5\r\nhello\r\n0\r\n\r\n{s}")),
        Refused("length and chunked: length zero",
            Post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n{s}")),
        Refused("length and an unknown coding", Post("Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n", "hello{s}")),
    ];
}
