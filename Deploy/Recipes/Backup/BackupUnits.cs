using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.Backup;

internal static class BackupUnits
{
    public static string Send(BackupInput input, InstanceName backup) => $$"""
        [Unit]
        Description=Backup of {{input.Name}} to {{input.To.Host}}
        StartLimitIntervalSec=0

        [Service]
        Type=oneshot
        # Encrypted already; sent whole, so that a slow network does not hold the database.
        CacheDirectory=deploy/{{backup}}
        CacheDirectoryMode=0700
        LoadCredential=token:{{backup.Configuration}}/token
        ExecStart={{Script.PathOf("backup-send")}} {{input.To.Address}} {{Text(input.Port)}} {{input.Recipient}} {{Dump(input, backup)}}
        Nice=10
        IOSchedulingClass=idle
        TimeoutStartSec=6h
        Restart=on-failure
        RestartSec=10min

        # Root of the host, because it is root of the database; but of nothing else.
        {{Sandbox.Service(Sandbox.Internet)}}

        """;

    public static string Timer(BackupInput input) => $"""
        [Unit]
        Description=Backup of {input.Name}, every day

        [Timer]
        OnCalendar=*-*-* {input.At.ToString("HH:mm", CultureInfo.InvariantCulture)}:00 UTC
        # A host that was off makes up for it.
        Persistent=true

        [Install]
        WantedBy=timers.target

        """;

    public static string KeepSocket(BackupInput input) => $"""
        [Unit]
        Description=Backups of {input.Name} from {input.From.Host}

        [Socket]
        ListenStream={input.To.At(input.Port)}
        # The address may come up later than this.
        FreeBind=yes
        Accept=yes
        MaxConnections=4
        TriggerLimitIntervalSec=0
        PollLimitIntervalSec=2s
        PollLimitBurst=20

        [Install]
        WantedBy=sockets.target

        """;

    public static string Keep(BackupInput input, InstanceName keep) => $$"""
        [Unit]
        Description=A backup of {{input.Name}} from {{input.From.Host}}
        CollectMode=inactive-or-failed

        [Service]
        User={{keep.User}}
        StateDirectory=deploy/{{keep}}
        StateDirectoryMode=0700
        LoadCredential=token:{{keep.Configuration}}/token
        ExecStart={{Script.PathOf("backup-keep")}} {{keep.State}} {{Text(input.Keep)}}
        StandardInput=socket
        StandardOutput=socket
        StandardError=journal
        RuntimeMaxSec=6h
        MemoryMax=128M
        TasksMax=16

        PrivateNetwork=yes
        {{Sandbox.Service("AF_UNIX")}}

        """;

    private static string Dump(BackupInput input, InstanceName backup) => input.Source switch
    {
        MongodSource mongod =>
            $"/usr/bin/mongodump --quiet --archive --gzip --config={backup.Configuration}/mongodump.yaml --host=127.0.0.1 --port={Text(mongod.Port)} --username=administrator --authenticationDatabase=admin",
        _ => "/usr/bin/mysqldump --no-defaults --socket=" + new InstanceName(input.Name).Runtime
            + "/mysqld.sock --all-databases --single-transaction --quick --routines --events --triggers --hex-blob --set-gtid-purged=ON",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
