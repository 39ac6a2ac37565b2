using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

internal static class MySqlUnits
{
    public static string Users(InstanceName name) => $"""
        # A user per instance: no mysqld can read the data of another.
        u! {name.User} - "MySQL of {name}" {name.State}
        # Who asks for its health may ask only that.
        u! deploy_health - "Health of databases"

        """;

    public static string Server(MySqlInput input, InstanceName name) => $"""
        [Unit]
        Description=MySQL of {name}
        {Sandbox.Start}

        [Service]
        # mysqld says when it answers.
        Type=notify
        User={name.User}
        StateDirectory=deploy/{name}
        StateDirectoryMode=0750
        RuntimeDirectory=deploy/{name}
        RuntimeDirectoryMode=0755
        UMask=0027
        ExecStartPre={Script.PathOf("mysql-initialise")} {name.Configuration}
        ExecStart=/usr/sbin/mysqld --defaults-file={name.Configuration}/my.cnf
        {Started(input, name)}# Recovery after a crash and the last flush take as long as they take: a mysqld that is killed meanwhile begins anew.
        {Sandbox.Database(input.Memory)}

        {Sandbox.Service(Sandbox.Internet)}

        [Install]
        WantedBy=multi-user.target

        """;

    public static string HealthSocket(MySqlInput input) => $"""
        [Unit]
        Description=Health of {input.Name} for HAProxy

        [Socket]
        ListenStream={input.Host.At(input.HealthPort)}
        # The address may come up later than this.
        FreeBind=yes
        Accept=yes
        Backlog=64
        MaxConnections=64
        MaxConnectionsPerSource=16
        # By default 200 connections in 2 s stop a socket for good.
        TriggerLimitIntervalSec=0
        PollLimitIntervalSec=2s
        PollLimitBurst=200

        [Install]
        WantedBy=sockets.target

        """;

    public static string Health(MySqlInput input, InstanceName name) => $"""
        [Unit]
        Description=Health of {name} for HAProxy
        CollectMode=inactive-or-failed

        [Service]
        User=deploy_health
        ExecStart={Script.PathOf("mysql-health")} {name.Runtime}/mysqld.sock {((long)input.MaxLag.TotalSeconds).ToString(CultureInfo.InvariantCulture)}
        StandardInput=socket
        StandardOutput=socket
        StandardError=journal
        RuntimeMaxSec=5
        # HAProxy asks every two seconds: only faults are worth a line.
        LogLevelMax=warning

        NoNewPrivileges=yes
        CapabilityBoundingSet=
        ProtectSystem=strict
        ProtectHome=yes
        ProtectProc=invisible
        PrivateTmp=yes
        PrivateDevices=yes
        # The accepted connection came in with standard input; the server is asked over its Unix socket.
        PrivateNetwork=yes
        RestrictAddressFamilies=AF_UNIX
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        MemoryMax=64M
        TasksMax=16

        """;

    public static string Admit(MySqlInput input, InstanceName name) => $"""
        [Unit]
        Description=Writes to {name}
        Requires={name.Service}
        After={name.Service}
        StartLimitIntervalSec=0

        [Service]
        Type=oneshot
        ExecStart={Script.PathOf("mysql-admit")} {name.Runtime}/mysqld.sock {input.Host.At(input.Port)}{Peers(input)}
        # A server that cannot be asked may come back.
        TimeoutStartSec=infinity

        """;

    public static string Accounts(InstanceName name, InstanceName admit) =>
        Run(name, "Accounts", "accounts.sql", $"{Script.PathOf("mysql-accounts")} {name.Runtime}/mysqld.sock", $" {admit.Service}");

    public static string Replicate(InstanceName name) =>
        Run(name, "Replication", "replica.sql", $"/usr/bin/mysql --no-defaults --socket={name.Runtime}/mysqld.sock", "");

    // A file of statements, run as the server's root. Not enabled: it is for a change of the file.
    private static string Run(InstanceName name, string what, string file, string program, string after) => $"""
        [Unit]
        Description={what} of {name}
        Requires={name.Service}
        After={name.Service}{after}
        StartLimitIntervalSec=0

        [Service]
        Type=oneshot
        StandardInput=file:{name.Configuration}/{file}
        StandardOutput=null
        ExecStart={program}
        TimeoutStartSec=infinity

        """;

    // At every start, not only the first: mysqld may have been down while another was made primary.
    private static string Started(MySqlInput input, InstanceName name) => input.Host == input.Primary
        ? $"ExecStartPost=+/usr/bin/systemctl --no-block restart {name.Part("admit").Service}\n"
        : "";

    private static string Peers(MySqlInput input) => string.Concat(input.Replicas.Select(replica => " " + replica.At(input.HealthPort)));
}
