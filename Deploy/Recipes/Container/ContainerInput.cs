using Deploy.Rendering;

namespace Deploy.Recipes.Container;

/// <summary>A container that no other recipe knows: an instance of it on one host, by Podman.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="ImageDigest">What it is: <c>sha256:</c> and 64 hexadecimal digits. It is carried to the host by save and load.</param>
/// <param name="Entrypoint">Null for the image's own.</param>
/// <param name="Arguments">Never secret: other users see them in the list of processes.</param>
/// <param name="Bindings">On the host's network a port inside is the port outside.</param>
/// <param name="BindMounts">Paths inside. There are none: what is on the machine that deploys is not on the host.</param>
/// <param name="Memory">In bytes: its limit.</param>
internal sealed record ContainerInput(
    string Name,
    Place Host,
    string ImageDigest,
    string? Entrypoint,
    IReadOnlyList<MaskedText> Arguments,
    IReadOnlyList<KeyValuePair<string, MaskedText>> Environment,
    IReadOnlyList<ContainerBinding> Bindings,
    IReadOnlyList<ContainerVolume> Volumes,
    IReadOnlyList<string> BindMounts,
    long Memory,
    TimeSpan Drain)
{
    /// <summary>Of Linux, without CAP_, as hosts.yaml takes them.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Whether it may write beside its volumes and what is passing (/tmp, /run). All of that is gone with the next start.</summary>
    public bool Writable { get; init; }
}

/// <param name="Port">What others connect to.</param>
/// <param name="TargetPort">What the program in it listens on.</param>
internal sealed record ContainerBinding(string Name, int Port, int TargetPort);

/// <param name="Name">Null for one without a name, whose data nobody looks for again.</param>
/// <param name="Target">The path inside.</param>
internal sealed record ContainerVolume(string? Name, string Target, bool ReadOnly);
