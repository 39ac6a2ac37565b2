namespace Hosting.Setup.Images;

/// <summary>
/// Tells a registry that cannot be reached from one that answered and refused. Only the first is a reason for an offline image:
/// a rate limit, a refused login or an unknown tag is for a person to see.
/// </summary>
internal static class PullFailure
{
    // What Go's net, crypto/tls and net/http packages say, in which Docker, containerd and Podman are written.
    private static readonly string[] Unreachable =
    [
        "no such host",
        "server misbehaving",
        "temporary failure in name resolution",
        "connection refused",
        "connection reset by peer",
        "no route to host",
        "network is unreachable",
        "network is down",
        "i/o timeout",
        "connection timed out",
        "tls handshake timeout",
        "tls: ",
        "x509: ",
        "proxyconnect tcp",
        "client.timeout exceeded while awaiting headers",
        "request canceled while waiting for connection",
        "context deadline exceeded",
        "/v2/\": eof",
    ];

    // These win: a registry that answered has been reached, whatever else the text says; and an engine that is away is not its registry.
    private static readonly string[] Otherwise =
    [
        "toomanyrequests",
        "too many requests",
        "unauthorized",
        "denied",
        "forbidden",
        "not found",
        "manifest unknown",
        "error parsing http ",
        "docker daemon",
        "docker api",
    ];

    public static bool IsUnreachable(string error) =>
        !Array.Exists(Otherwise, text => error.Contains(text, StringComparison.OrdinalIgnoreCase))
        && Array.Exists(Unreachable, text => error.Contains(text, StringComparison.OrdinalIgnoreCase));
}
