using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.Backup;

/// <summary>
/// Every day a database is read, encrypted by age for somebody whose key no host has, and sent to a host in another failure domain. That
/// host adds to what it keeps, and lets nobody read, replace or remove any of it.
/// </summary>
internal static class BackupRecipe
{
    /// <summary>What the host has that the database is read on.</summary>
    public static Rendered RenderSender(BackupInput input)
    {
        if (Check(input) is { Count: > 0 } refusals)
        {
            return Rendered.Refuse(refusals);
        }

        var backup = new InstanceName(input.Name).Part("backup");
        var timer = $"{backup.Unit}.timer";
        List<HostFile> files =
        [
            Script.Of("backup-send"),
            new($"{backup.Configuration}/token", input.Token),
            new(backup.UnitFile(), BackupUnits.Send(input, backup)),
            new(backup.UnitFile("timer"), BackupUnits.Timer(input)) { Effect = Effect.Restart(timer) },
        ];
        if (input.Source is MongodSource mongod)
        {
            files.Add(new($"{backup.Configuration}/mongodump.yaml", MaskedText.Of($"password: {Quoting.Json(mongod.Administrator)}\n")));
        }

        return new(files, [new(timer, Stage.Backups, backup)], [])
        {
            Packages = ["age", .. input.Source is MongodSource ? (string[])["mongodb-database-tools"] : []],
        };
    }

    /// <summary>What the host has that keeps it.</summary>
    public static Rendered RenderKeeper(BackupInput input)
    {
        if (Check(input) is { Count: > 0 } refusals)
        {
            return Rendered.Refuse(refusals);
        }

        var keep = new InstanceName(input.Name).Part("keep");
        var socket = $"{keep.Unit}.socket";
        List<HostFile> files =
        [
            Script.Of("backup-keep"),
            new(keep.UsersFile, $"u! {keep.User} - \"Backups of {input.Name}\" {keep.State}\n"),
            new($"{keep.Configuration}/token", input.Token),
            new(keep.UnitFile("socket"), BackupUnits.KeepSocket(input)) { Effect = Effect.Restart(socket) },
            new($"/etc/systemd/system/{keep.Unit}@.service", BackupUnits.Keep(input, keep)),
        ];
        var flow = new Flow(
            new Deployed(input.From, $"{input.Name} backup"), input.To, $"{input.Name} keep", input.Port, Transport.Tcp, FlowKind.Backup,
            $"the backups of {input.Name} go from {input.From.Host} to {input.To.Host}");
        return new(files, [new(socket, Stage.Backups, keep) { Data = keep.State }], [flow]);
    }

    private static List<Refusal> Check(BackupInput input) =>
    [
        .. input.From.Host == input.To.Host
            ? (Refusal[])[new("backup", $"The backups of '{input.Name}' would stay on '{input.To.Host}'.", "Name a host in another failure domain.")]
            : [],
        .. input.Token.Reveal().Any(char.IsWhiteSpace)
            ? (Refusal[])[new("backup", $"The token of the backups of '{input.Name}' has blanks.", "Take one of letters and digits.")]
            : [],
    ];
}
