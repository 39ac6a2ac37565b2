using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>my.cnf. Primary and replica differ in nothing but server-id and addresses: either can take the other's part.</summary>
internal static class MySqlConfiguration
{
    private const long Mebibyte = 1 << 20;

    public static string Of(MySqlInput input, InstanceName name)
    {
        var (memory, small) = (input.Memory / Mebibyte, input.Memory < 512 * Mebibyte);
        return $"""
            # {input.Name} on {input.Host.Host}. Primary and replica differ in nothing but server-id and addresses: either can take the other's part.
            [mysqld]
            datadir = {name.State}
            socket = {name.Runtime}/mysqld.sock
            pid-file = {name.Runtime}/mysqld.pid
            secure-file-priv = NULL
            bind-address = {input.Host.Address}
            port = {input.Port.ToString(CultureInfo.InvariantCulture)}
            mysqlx = OFF
            skip-name-resolve
            # A broken network must not shut a host out for good.
            max-connect-errors = 18446744073709551615
            # TLS, or the Unix socket. mysqld makes its own certificate in the data directory.
            require-secure-transport = ON

            # Nothing may write before it is known who is primary: see mysql-admit.
            super-read-only = ON
            server-id = {ServerId(input.Host.Address).ToString(CultureInfo.InvariantCulture)}
            report-host = {input.Host.Address}
            report-port = {input.Port.ToString(CultureInfo.InvariantCulture)}
            gtid-mode = ON
            enforce-gtid-consistency = ON
            # Row-based: what else there was is gone or going.
            log-bin = binlog
            sync-binlog = 1
            innodb-flush-log-at-trx-commit = 1
            binlog-expire-logs-seconds = 604800
            relay-log = relay
            relay-log-recovery = ON
            replica-preserve-commit-order = ON
            # Replication starts when replica.sql says so the first time, and by itself after that.
            plugin-load-add = "mysql_clone.so;semisync_source.so;semisync_replica.so"
            rpl-semi-sync-source-enabled = ON
            rpl-semi-sync-replica-enabled = ON
            # Milliseconds. After that a commit no longer waits for the replica, until it is back.
            rpl-semi-sync-source-timeout = 1000

            character-set-server = utf8mb4
            max-connections = 500
            # At most half of what the server may take; sessions and temporary tables have the rest.
            innodb-buffer-pool-size = {(small ? 64 : memory / 2).ToString(CultureInfo.InvariantCulture)}M
            innodb-redo-log-capacity = {(small ? "128M" : "256M")}
            performance-schema = {(small ? "OFF" : "ON")}
            # Pages reach the disk by O_DIRECT: what the buffer pool holds is not held twice.
            innodb-flush-method = O_DIRECT
            log-timestamps = UTC
            log-error-verbosity = 2
            slow-query-log = ON
            long-query-time = 1
            {Options(input)}
            """;
    }

    private static string Options(MySqlInput input) => input.Options.Count == 0
        ? ""
        : string.Concat(input.Options.Select(MySqlOption.Line).Prepend("# As the manifest says.\n"));

    /// <summary>One number for each address, never the same for two that stand in one private network of IPv4.</summary>
    public static uint ServerId(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
        : BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(address.GetAddressBytes())) | 1;
}
