namespace Deploy.Rendering;

/// <summary>A unit of systemd that is started, and, if it has an [Install], enabled.</summary>
/// <param name="Name">With its suffix.</param>
/// <param name="Stage">When it is started: stage by stage; workloads among themselves as they refer to one another.</param>
/// <param name="Instance">What it belongs to: a resource's name, or one of <see cref="InstanceName"/>'s own.</param>
internal sealed record HostUnit(string Name, Stage Stage, InstanceName Instance)
{
    /// <summary>The folder with its data, if it has any. Such a unit is stopped and masked when it is no longer wanted; its data stays.</summary>
    public string? Data { get; init; }

    /// <summary>Debian's names of what it runs: where one of them becomes another version, it is restarted.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];
}

/// <summary>In the order of doing, over all hosts: a stage is over on each before the next begins on any.</summary>
internal enum Stage
{
    /// <summary>Where packages come from, and that what they bring does not start by itself: before there are any.</summary>
    Sources,

    Packages,

    /// <summary>Limits, clock.</summary>
    Host,

    /// <summary>Shut before anything listens.</summary>
    Firewall,

    /// <summary>The private network, where it is one that we make.</summary>
    Network,

    /// <summary>So that nothing starts unseen.</summary>
    Telemetry,

    Data,

    /// <summary>Replicas follow their primary. It takes writes only after they do.</summary>
    Replication,

    /// <summary>A primary takes writes, and accounts are made.</summary>
    DataReady,

    Proxies,

    /// <summary>Migrations, once each.</summary>
    Migrations,

    Workloads,

    Edge,

    Backups,
}
