using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>What holds for every resource that does not say otherwise.</summary>
/// <param name="On">For projects and containers that keep no data; what keeps data is always placed by its own block.</param>
internal sealed record DefaultsBlock(
    Stated<On> On,
    Stated<HealthBlock> Health,
    Stated<TimeSpan> Drain,
    Stated<IReadOnlyList<Stated<string>>> Residency,
    Stated<BackupBlock> Backup)
{
    public static readonly Block<DefaultsBlock> Shape = new("defaults", "{ health: /health/ready, drain: 10s }", keys => new(
        On: keys.Optional("on", Blocks.On.Shape, "The hosts of every resource that keeps no data and has no place of its own."),
        Health: keys.Optional("health", HealthBlock.Shape, "What answers 200 when an instance of a project is ready."),
        Drain: keys.Optional("drain", Quantities.Duration, "How long requests may take to end when an instance stops; 10s if not stated."),
        Residency: keys.Optional("residency", new ListOf<string>(Names.Country), "The countries that may hold any data."),
        Backup: keys.Optional("backup", BackupBlock.Shape, "Where the backups of every database go.")));
}
