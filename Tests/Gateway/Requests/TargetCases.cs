using static Gateway.Tests.Requests.RequestCase;

namespace Gateway.Tests.Requests;

/// <summary>What is asked for, and of which host: the forms of a target, escapes in it, Host.</summary>
internal static class TargetCases
{
    private const string Rest = " HTTP/1.1\r\nHost: {h}\r\nX-Case: {p}\r\n\r\n";

    public static readonly IReadOnlyList<RequestCase> All =
    [
        Served("target: a query", "GET {p}?a=b&c=%20d" + Rest, "GET {p}?a=b&c=%20d\n"),
        Served("target: an escaped space", "GET {p}/a%20b" + Rest, "GET {p}/a%20b\n"),
        RefusedOrServed("target: absolute, this host", "GET http://{h}{p}" + Rest, "GET {p}\n"),
        RefusedOrServed("target: absolute, another host", "GET http://elsewhere{p}" + Rest, "GET {p}\n"),
        RefusedOrServed("target: absolute, an internal host", "GET http://recorder{p} HTTP/1.1\r\nHost: recorder\r\n\r\n", "GET {p}\n"),
        RefusedOrServed("target: absolute, https", "GET https://{h}{p}" + Rest, "GET {p}\n"),
        RefusedOrServed("target: absolute, with a user", "GET http://user:secret@{h}{p}" + Rest, "GET {p}\n"),
        RefusedOrServed("target: absolute, in capitals", "GET HTTP://{h}{p}" + Rest, "GET {p}\n"),
        Refused("target: absolute, another scheme", "GET ftp://{h}{p}" + Rest),
        Refused("target: absolute, no host", "GET http://{p}" + Rest),
        Refused("target: absolute, dots out of the prefix", "GET http://{h}/a/..{p}" + Rest),
        Refused("target: authority", "GET {h}" + Rest),
        Refused("target: asterisk", "GET *" + Rest),
        Refused("target: asterisk of OPTIONS", "OPTIONS *" + Rest),
        Refused("target: CONNECT", "CONNECT {h}" + Rest),
        Refused("target: no slash", "GET open" + Rest),
        Refused("target: two slashes first", "GET /{p}" + Rest),
        Refused("target: a host after two slashes", "GET //{h}{p}" + Rest),
        RefusedOrServed("target: a fragment", "GET {p}#fragment" + Rest, "GET {p}\n"),
        RefusedOrServed("target: a fragment before a query", "GET {p}#fragment?a" + Rest, "GET {p}\n"),
        RefusedOrServed("target: marks that should be escaped", "GET {p}?a=<>\"{}|^`" + Rest, "GET {p}?a=%3C%3E%22%7B%7D%7C%5E%60\n"),
        RefusedOrServed("target: an escaped slash", "GET {p}/a%2Fb" + Rest, "GET {p}/a%2Fb\n"),
        RefusedOrServed("target: an escaped line end", "GET {p}/%0d%0aX-Injected:%20a" + Rest, "GET {p}/%0d%0aX-Injected:%20a\n"),
        RefusedOrServed("target: an escape that is none", "GET {p}/%zz" + Rest, "GET {p}/%zz\n"),
        RefusedOrServed("target: half an escape", "GET {p}/%4" + Rest, "GET {p}/%4\n"),
        Refused("target: an escaped NUL", "GET {p}/%00" + Rest),
        Refused("target: NUL", "GET {p}/\0" + Rest),
        Refused("target: bytes beyond ASCII", "GET {p}/\u00c3\u00a9" + Rest),
        Refused("target: bytes beyond ASCII in the query", "GET {p}?a=\u00c3\u00a9" + Rest),
        RefusedOrServed("target: dots escaped twice", "GET {p}/%252e%252e/x" + Rest, "GET {p}/%252e%252e/x\n"),
        .. from dots in new[]
           {
               "/../x", "/..", "/./x", "/%2e%2e/x", "/%2E./x", "/.%2e", "/a/../../x", "/..%2fx", "/%2e%2e%2fx", "/..\\x", "/..%5cx", "/..;/x", "\\..\\x",
           }
           select Refused($"target: '{dots}'", "GET {p}" + dots + Rest),

        RefusedOrServed("host: an internal one", "GET {p} HTTP/1.1\r\nHost: recorder\r\n\r\n", "GET {p}\n"),
        RefusedOrServed("host: in capitals, with a dot", "GET {p} HTTP/1.1\r\nHost: GATEWAY.EXAMPLE.\r\n\r\n", "GET {p}\n"),
        RefusedOrServed("host: IPv6", "GET {p} HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET {p}\n"),
        RefusedOrServed("host: a port that is none", "GET {p} HTTP/1.1\r\nHost: a:99999\r\n\r\n", "GET {p}\n"),
        Refused("host: none", "GET {p} HTTP/1.1\r\n\r\n"),
        Refused("host: twice", "GET {p} HTTP/1.1\r\nHost: {h}\r\nHost: elsewhere\r\n\r\n"),
        Refused("host: twice the same", "GET {p} HTTP/1.1\r\nHost: {h}\r\nHost: {h}\r\n\r\n"),
        .. from host in new[]
           {
               "", "{h}/x", "{h}?x", "{h}#x", "user@{h}", "{h} elsewhere", "{h},elsewhere", "{h}\0", "[::1", "a\\b", "a:b", "a:80:80", "http://{h}", "h\u00e9",
           }
           select Refused($"host: '{Uri.EscapeDataString(host)}'", $"GET {{p}} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    ];
}
