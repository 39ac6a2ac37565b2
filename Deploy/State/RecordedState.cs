namespace Deploy.State;

/// <summary>
/// What the hosts were given last: <c>state.json</c>. A plan is the difference to it, and it is why nothing moves: ports, places,
/// engines and versions are taken from it before anything is chosen anew. It holds no secret, only digests of them.
/// </summary>
/// <param name="Format">Of this file; <see cref="CurrentFormat"/>.</param>
/// <param name="Resources">By the manifest's names.</param>
/// <param name="Ports">By what listens: <c>auth/http</c>.</param>
/// <param name="Secrets">A keyed digest of each secret that some host holds, by name.</param>
internal sealed record RecordedState(
    int Format,
    string Deployment,
    IReadOnlyDictionary<string, RecordedResource> Resources,
    IReadOnlyDictionary<string, int> Ports,
    IReadOnlyDictionary<string, string> Secrets,
    IReadOnlyDictionary<string, RecordedHost> Hosts)
{
    public const int CurrentFormat = 1;

    /// <summary>Before the first deploy.</summary>
    public static RecordedState Empty(string deployment) => new(
        CurrentFormat,
        deployment,
        new Dictionary<string, RecordedResource>(),
        new Dictionary<string, int>(),
        new Dictionary<string, string>(),
        new Dictionary<string, RecordedHost>());
}

/// <param name="Engine">What serves it, as hosts.yaml calls it: mysql, or project.</param>
/// <param name="Version">Of the engine, as the image's tag says; empty where there is none.</param>
/// <param name="KeepsData">Then it stays where it is.</param>
/// <param name="Hosts">The primary of a database first.</param>
/// <param name="Stopped">It is no longer wanted, and its data is still there: should it come back, it comes back to where that is.</param>
internal sealed record RecordedResource(string Engine, string Version, bool KeepsData, IReadOnlyList<string> Hosts, bool Stopped = false);

/// <summary>All that one host was given.</summary>
/// <param name="Files">By path.</param>
/// <param name="Units">By name, with its suffix.</param>
/// <param name="Packages">Debian's names.</param>
internal sealed record RecordedHost(
    IReadOnlyDictionary<string, RecordedFile> Files, IReadOnlyDictionary<string, RecordedUnit> Units, IReadOnlyList<string> Packages);

/// <param name="Mode">Four octal digits.</param>
/// <param name="Owner">User and group: <c>root:root</c>.</param>
/// <param name="Text">With every secret masked.</param>
/// <param name="Digest">Keyed, of the whole content, where it holds a secret; else null.</param>
internal sealed record RecordedFile(string Mode, string Owner, string Text, string? Digest = null);

/// <param name="Instance">The resource that it belongs to, or one of the deployer's own.</param>
/// <param name="Data">The folder with its data; null if it keeps none.</param>
internal sealed record RecordedUnit(string Instance, string? Data = null);
