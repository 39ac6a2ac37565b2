namespace Deploy.Rendering;

/// <summary>A file of a host, whole.</summary>
/// <param name="Path">Absolute. Of a folder /etc/sysusers.d systemd-sysusers makes users; one of /etc/systemd or /etc/containers takes a daemon-reload.</param>
internal sealed record HostFile(string Path, MaskedText Content)
{
    public const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const UnixFileMode Program =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>0644, or 0600 of what holds a secret, unless it says otherwise.</summary>
    public UnixFileMode Mode { get; init; } = Content.HasSecrets ? Private : Readable;

    public string Owner { get; init; } = "root";

    public string Group { get; init; } = "root";

    /// <summary>When it is written; null for just before the unit that it has an effect on.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Packages that are installed anew when this has changed, because it says which version they are of.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>What a running host does when this has changed.</summary>
    public Effect Effect { get; init; } = Effect.None;
}

/// <summary>What becomes of a unit when a file that it reads has changed.</summary>
/// <param name="Unit">With its suffix; empty for <see cref="EffectKind.Nothing"/>.</param>
internal sealed record Effect(EffectKind Kind, string Unit)
{
    public static readonly Effect None = new(EffectKind.Nothing, "");

    public static Effect Reload(string unit) => new(EffectKind.Reload, unit);

    /// <summary>Of a unit that runs once and ends, this does its work again: accounts of a database are made so.</summary>
    public static Effect Restart(string unit) => new(EffectKind.Restart, unit);
}

/// <summary>From the least to the most: of two files of a unit, the greater wins.</summary>
internal enum EffectKind
{
    Nothing,
    Reload,
    Restart,
}
