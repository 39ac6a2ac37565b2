using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>How one resource of the manifest is deployed. Exactly one of the first five says where it runs.</summary>
/// <param name="Primary">The host that a database's writes go to.</param>
/// <param name="Replicas">The hosts that its reads may go to.</param>
/// <param name="Members">The hosts of a broker's cluster: one, or an odd number from three.</param>
/// <param name="Reads">The connection string that goes to the replicas.</param>
/// <param name="MaxLag">How far a replica may be behind and still be read from.</param>
/// <param name="Residency">The countries that may hold its data; any if not stated.</param>
/// <param name="Image">A container's image, where the manifest does not pin one: <c>sha256:…</c>.</param>
/// <param name="Memory">In bytes, for each instance: its limit, and what capacity is checked with.</param>
/// <param name="Migrate">Arguments with which a project is run once, before its new version starts.</param>
/// <param name="After">Resources that are ready before this one starts, beyond those it refers to.</param>
/// <param name="Calls">How many calls, one after another, a request to this one makes to each other.</param>
/// <param name="ApartFrom">Resources that share no host with this one.</param>
/// <param name="Capabilities">Of Linux, without CAP_, that a container has; none if not stated.</param>
/// <param name="Writable">Whether a container may write beside its volumes.</param>
internal sealed record ResourceBlock(
    Stated<On> On,
    Stated<string> Primary,
    Stated<IReadOnlyList<Stated<string>>> Replicas,
    Stated<IReadOnlyList<Stated<string>>> Members,
    Stated<ExternalBlock> External,
    Stated<string> Engine,
    Stated<string> Reads,
    Stated<TimeSpan> MaxLag,
    Stated<string> WhenNoReplica,
    Stated<IReadOnlyList<Stated<string>>> Residency,
    Stated<BackupBlock> Backup,
    Stated<string> Image,
    Stated<long> Memory,
    Stated<HealthBlock> Health,
    Stated<TimeSpan> Drain,
    Stated<IReadOnlyList<Stated<string>>> Migrate,
    Stated<IReadOnlyList<Stated<string>>> After,
    Stated<IReadOnlyList<Named<string, int>>> Calls,
    Stated<IReadOnlyList<Stated<string>>> ApartFrom,
    Stated<IReadOnlyList<Stated<string>>> Capabilities,
    Stated<bool> Writable)
{
    public static readonly Block<ResourceBlock> Shape = new("how a resource is deployed", "{ on: [a, b] }", keys => new(
        On: keys.Optional("on", Blocks.On.Shape, "The hosts that it runs on: names, or a label and a count."),
        Primary: keys.Optional("primary", Names.Host, "A database: the host that writes go to. It never moves by itself."),
        Replicas: keys.Optional("replicas", new ListOf<string>(Names.Host), "A database: hosts that hold a copy, for reads.", "[b]"),
        Members: keys.Optional("members", new ListOf<string>(Names.Host), "A broker: one host, or an odd number from three.", "[a, b, c]"),
        External: keys.Optional("external", ExternalBlock.Shape, "It is run by somebody else, there."),
        Engine: keys.Optional(
            "engine", Patterns.OneOf("mysql", "rabbitmq", "mongod", "documentdb"), "What serves it, where the image leaves a choice. It is recorded, and never changes by itself."),
        Reads: keys.Optional("reads", Names.Connection, "A database: the connection string in the manifest that goes to the replicas."),
        MaxLag: keys.Optional("maxLag", Quantities.Duration, "A database: how far behind a replica may be and still be read from; 10s if not stated."),
        WhenNoReplica: keys.Optional(
            "whenNoReplica", Patterns.OneOf("primary", "fail"), "A database: where reads go while no replica is healthy; to the primary if not stated."),
        Residency: keys.Optional(
            "residency", new ListOf<string>(Names.Country), "The countries that may hold its data, with its replicas, backups, members and telemetry."),
        Backup: keys.Optional("backup", BackupBlock.Shape, "A database: where its backups go."),
        Image: keys.Optional("image", Texts.ImageDigest, "A container: its image, where the manifest pins none. It is carried to the hosts by save and load."),
        Memory: keys.Optional("memory", Quantities.Size, "What each instance may take.", "512M"),
        Health: keys.Optional("health", HealthBlock.Shape, "A project: what answers 200 when an instance is ready; none if nothing does."),
        Drain: keys.Optional("drain", Quantities.Duration, "A project: how long requests may take to end when an instance stops."),
        Migrate: keys.Optional(
            "migrate", new ListOf<string>(Texts.Argument, repeats: true), "A project: arguments with which it is run once, before its new version starts."),
        After: keys.Optional("after", new ListOf<string>(Names.Resource), "Resources that are ready before this one starts, beyond those it refers to.", "[messaging]"),
        Calls: keys.Optional(
            "calls",
            new MapOf<string, int>(Names.Resource, Quantities.Count("a number of calls", 2, 0, 1000)),
            "How many calls, one after another, a request to this one makes to each other resource; 1 if not stated."),
        ApartFrom: keys.Optional("apartFrom", new ListOf<string>(Names.Resource), "Resources that must not share a host with this one.", "[reporting]"),
        Capabilities: keys.Optional(
            "capabilities",
            new ListOf<string>(Texts.Capability),
            "A container: the capabilities of Linux that it has; none if not stated. An image that starts as root and steps down needs SETUID and SETGID.",
            "[SETUID, SETGID]"),
        Writable: keys.Optional(
            "writable", Quantities.Flag, "A container: whether it may write beside its volumes, /tmp and /run; what it wrote is gone when it stops.")));
}
