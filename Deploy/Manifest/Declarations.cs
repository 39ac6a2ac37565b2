using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>What the manifest declares, read or refused or broken, so that nobody complains of a reference to what is there.</summary>
internal sealed class Declarations
{
    private readonly Dictionary<string, Resource?> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelling = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, Refusal Refusal)> _refused = [];

    /// <summary>Those that were read, in the manifest's order.</summary>
    public IEnumerable<Resource> Resources => _byName.Values.OfType<Resource>();

    public IEnumerable<string> Names => _byName.Keys;

    public void Add(string name, Resource? resource, Refusal? refusal)
    {
        _byName[name] = resource;
        _spelling.TryAdd(name, name);
        if (refusal is not null)
        {
            _refused.Add((name, refusal));
        }
    }

    /// <returns>True if a resource of that name is declared; it is null where it could not be read.</returns>
    public bool TryFind(string name, out Resource? resource) => _byName.TryGetValue(name, out resource);

    /// <returns>The name of a resource that differs in case only, or null.</returns>
    public string? SpelledAs(string name) => _spelling.GetValueOrDefault(name);

    /// <summary>Tells of each refused resource, and of the first few that refer to it, for they are what its owner must change.</summary>
    public void TellRefusals(FaultList faults)
    {
        const int shown = 3;
        var users = Resources
            .SelectMany(resource => resource.Expressions.SelectMany(expression => expression.References), (user, reference) => (user.Name, reference.Resource))
            .Distinct().ToLookup(use => use.Resource, use => use.Name, StringComparer.Ordinal);
        foreach (var (name, refusal) in _refused)
        {
            var by = users[name].ToArray();
            var used = by.Length == 0 ? "" : $" Used by {string.Join(", ", by.Take(shown))}{(by.Length > shown ? $" and {by.Length - shown} more" : "")}.";
            faults.Add(refusal.Path, refusal.At, refusal.Why + used, refusal.Remedy, refusal.Type);
        }
    }
}
