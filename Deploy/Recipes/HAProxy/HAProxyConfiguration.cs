using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.HAProxy;

/// <summary>haproxy.cfg, with the reference values: maxconn 4096, connect 5 s, client and server 50 s, 3 retries, redispatch.</summary>
internal static class HAProxyConfiguration
{
    public static string Of(HAProxyInput input, InstanceName name) => $"""
        # Reads of the services on {input.Host.Host}, from replicas of databases. They find it on loopback.
        global
            maxconn 4096
            # Readable by root only; the deployer drains and looks here.
            stats socket {name.Runtime}/admin.sock mode 600 level admin
            log stderr format raw daemon notice
            # After a reload the sessions of before may end by themselves for so long.
            hard-stop-after 5m

        defaults
            mode tcp
            log global
            option dontlognull
            timeout connect 5s
            timeout client 50s
            timeout server 50s
            timeout check 3s
            retries 3
            # A retry goes to another server, not to the one that just failed.
            option redispatch 1
        {string.Concat(input.Pools.Select(Pool))}
        """;

    private static string Pool(ReadPool pool) => $"""

        # {string.Join(", ", pool.Services)}
        frontend {pool.Resource}-reads
            bind 127.0.0.1:{Text(pool.ListenPort)}
            maxconn 4096
            default_backend {pool.Resource}

        backend {pool.Resource}
            balance roundrobin
            # The node knows its replication state and lag: see deploy-{pool.Resource}_health.socket.
            option httpchk
            http-check send meth GET uri /reads ver HTTP/1.1 hdr Host {pool.Resource} hdr Connection close
            http-check expect status 200
            # A server that goes dark, stops replicating or lags loses its sessions at once; they come back to a healthy one.
            default-server check inter 2s fastinter 1s downinter 2s fall 2 rise 2 maxconn 500 on-marked-down shutdown-sessions
        {string.Join('\n', Servers(pool))}

        """;

    private static IEnumerable<string> Servers(ReadPool pool)
    {
        var (primary, replicas) = (pool.WhenNoReplica == WhenNoReplica.Primary, pool.Replicas);
        foreach (var replica in replicas)
        {
            yield return Server(pool, replica) + (primary ? " on-marked-up shutdown-backup-sessions" : "");
        }

        if (replicas.Count == 0)
        {
            yield return "    # It has no replica.";
            yield return Server(pool, pool.Primary);
        }
        else if (primary)
        {
            yield return "    # Nobody else left: reads go to the primary. It is let go as soon as a replica is back.";
            yield return Server(pool, pool.Primary) + " backup";
        }
        else
        {
            yield return "    # Nobody else left: reads fail, and the primary is spared them.";
        }
    }

    private static string Server(ReadPool pool, Place host) => $"    server {host.Host} {host.At(pool.Port)} port {Text(pool.HealthPort)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
