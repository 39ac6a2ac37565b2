using Deploy.Firewall;

namespace Deploy.Rendering;

/// <summary>What a recipe says of one instance on one host. Where there are refusals there is nothing else.</summary>
/// <param name="Flows">Those that the recipe itself needs, to this host or from it; references are the caller's.</param>
internal sealed record Rendered(IReadOnlyList<HostFile> Files, IReadOnlyList<HostUnit> Units, IReadOnlyList<Flow> Flows)
{
    /// <summary>Debian's names of what must be installed.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public static Rendered Refuse(IReadOnlyList<Refusal> refusals) => new([], [], []) { Refusals = refusals };
}

/// <summary>Something a recipe cannot do, for the caller to tell as a fault where it was stated.</summary>
/// <param name="Path">What it is about, relative to the resource, such as <c>bindMounts[0]</c> or <c>members</c>.</param>
/// <param name="What">What is wrong: one sentence.</param>
/// <param name="Remedy">What could be done: one sentence.</param>
internal sealed record Refusal(string Path, string What, string Remedy);
