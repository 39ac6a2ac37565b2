using Deploy.Manifest;

namespace Deploy.Hosts.Templates;

/// <summary>What a first hosts.yaml offers for a resource. A guess from its image, written down for a person to judge.</summary>
internal enum WorkloadKind
{
    Project,
    Database,
    Documents,
    Broker,
    Container,
}

internal static class WorkloadKinds
{
    public static WorkloadKind Of(Workload workload) => workload is not ContainerResource container
        ? WorkloadKind.Project
        : Image(container) switch
        {
            "mysql" => WorkloadKind.Database,
            "mongo" or "mongodb" => WorkloadKind.Documents,
            "rabbitmq" => WorkloadKind.Broker,
            _ => WorkloadKind.Container,
        };

    /// <summary>The keys that mean something for it, beside those that mean something for all.</summary>
    public static IReadOnlyList<string> Keys(WorkloadKind kind) =>
    [
        .. kind switch
        {
            WorkloadKind.Project => (string[])["on", "health", "drain", "migrate", "calls"],
            WorkloadKind.Database => ["primary", "replicas", "reads", "maxLag", "whenNoReplica", "external", "engine", "backup"],
            WorkloadKind.Documents => ["on", "external", "engine", "backup"],
            WorkloadKind.Broker => ["members", "external", "engine"],
            _ => ["on", "image", "external", "capabilities", "writable"],
        },
        "memory", "residency", "after", "apartFrom",
    ];

    /// <summary>The engine that serves it, for which Debian 13 has no packages, or none new enough; null for what Debian 13 has.</summary>
    public static string? SourceOf(WorkloadKind kind) => kind switch
    {
        WorkloadKind.Database => "mysql",
        WorkloadKind.Documents => "mongod",
        WorkloadKind.Broker => "rabbitmq",
        _ => null,
    };

    // docker.io/library/mysql:9.7 is mysql.
    private static string? Image(ContainerResource container) => container.Image?.Text.Split('/')[^1].Split(':', '@')[0];
}
