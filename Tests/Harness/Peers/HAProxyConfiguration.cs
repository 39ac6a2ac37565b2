namespace Harness.Peers;

/// <summary>HAProxy as a gateway: upstream connections shared by all clients, and otherwise its own defaults.</summary>
internal static class HAProxyConfiguration
{
    public static string For(int port, Uri upstream) =>
        $"""
        global
          maxconn 4096
        defaults
          mode http
          timeout connect 5s
          timeout client 50s
          timeout server 50s
          retries 3
          option redispatch
          http-reuse always
          option forwardfor
        frontend public
          bind 127.0.0.1:{port}
          default_backend origin
        backend origin
          server origin {upstream.Authority} pool-max-conn 64

        """;
}
