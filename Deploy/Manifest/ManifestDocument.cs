namespace Deploy.Manifest;

/// <summary>A manifest without faults: every reference in it leads to something, and none in a circle.</summary>
/// <param name="File">As its reader was told to call it.</param>
/// <param name="Resources">In the manifest's order.</param>
internal sealed record ManifestDocument(string File, IReadOnlyList<Resource> Resources)
{
    private readonly Dictionary<string, Resource> _byName = Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);

    public IEnumerable<Workload> Workloads => Resources.OfType<Workload>();

    /// <returns>Null if there is no resource of that name; case counts.</returns>
    public Resource? Find(string name) => _byName.GetValueOrDefault(name);
}
