using System.Globalization;

namespace Deploy.Rendering;

/// <summary>What units have in common: what a service may see and do, and how it comes back.</summary>
internal static class Sandbox
{
    public const string Internet = "AF_INET AF_INET6 AF_UNIX";

    /// <summary>Also what asks the kernel for addresses of its interfaces, as .NET and Erlang do.</summary>
    public const string InternetAndInterfaces = "AF_INET AF_INET6 AF_UNIX AF_NETLINK";

    /// <summary>After the network, also one that we make; and it is restarted for as long as it takes.</summary>
    public const string Start = """
        After=network-online.target wg-quick@deploy.service
        Wants=network-online.target
        StartLimitIntervalSec=0
        """;

    /// <summary>At once the first time, then more and more slowly.</summary>
    public const string Restart = """
        Restart=always
        RestartSec=1
        RestartSteps=5
        RestartMaxDelaySec=30
        """;

    /// <summary>A service that nobody but its clients trusts.</summary>
    public static string Service(string families, string capabilities = "") => $"""
        NoNewPrivileges=yes
        CapabilityBoundingSet={capabilities}
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectControlGroups=yes
        ProtectClock=yes
        ProtectHostname=yes
        RestrictAddressFamilies={families}
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        """;

    /// <summary>A server of data: it may take as long as it needs to recover and to flush, and of all on the host it is the last to be killed.</summary>
    /// <param name="memory">In bytes.</param>
    public static string Database(long memory) => $"""
        TimeoutStartSec=infinity
        TimeoutStopSec=600
        {Restart}
        LimitNOFILE=65536
        MemoryMax={memory.ToString(CultureInfo.InvariantCulture)}
        MemorySwapMax=0
        OOMScoreAdjust=-600
        """;

    /// <summary>A .NET program: it sees no other process and no other user. Without MemoryDenyWriteExecute, for the JIT writes code and runs it.</summary>
    public static string DotNet(long memory) => $"""
        LimitNOFILE=65536
        LimitCORE=0
        MemoryMax={memory}
        MemorySwapMax=0
        TasksMax=1024

        UMask=0077
        ProtectProc=invisible
        PrivateUsers=yes
        RemoveIPC=yes
        {Service(InternetAndInterfaces)}
        """;
}
