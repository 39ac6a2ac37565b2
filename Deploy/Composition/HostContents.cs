using Deploy.Rendering;

namespace Deploy.Composition;

/// <summary>Gathers what recipes say of one host.</summary>
internal sealed class HostContents(Place place)
{
    private readonly SortedDictionary<string, HostFile> _files = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, HostUnit> _units = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _packages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _byRecipe = new(StringComparer.Ordinal);

    public Place Place { get; } = place;

    /// <summary>What recipes that have packages of their own take, by hosts.yaml's name of the recipe.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> PackagesByRecipe => _byRecipe;

    /// <param name="recipe">As hosts.yaml names it where its packages may come from elsewhere; else null.</param>
    public void Add(Rendered rendered, string? recipe = null)
    {
        foreach (var file in rendered.Files)
        {
            // Programs that several instances share.
            if (!_files.TryAdd(file.Path, file) && !(_files[file.Path].Content.Equals(file.Content) && _files[file.Path].Mode == file.Mode))
            {
                throw new InvalidOperationException($"{file.Path} of {Place.Host} is written twice, and differently.");
            }
        }

        foreach (var unit in rendered.Units)
        {
            _units.TryAdd(unit.Name, unit with { Packages = rendered.Packages });
        }

        _packages.UnionWith(rendered.Packages);
        if (recipe is not null)
        {
            _byRecipe.TryAdd(recipe, new(StringComparer.Ordinal));
            _byRecipe[recipe].UnionWith(rendered.Packages);
        }
    }

    /// <summary>The packages of a recipe are called otherwise where they come from.</summary>
    public void Rename(string recipe, IReadOnlyCollection<string> packages)
    {
        var ours = _byRecipe[recipe];
        foreach (var (name, unit) in _units.Where(unit => ours.Overlaps(unit.Value.Packages)).ToList())
        {
            _units[name] = unit with { Packages = [.. packages] };
        }

        _packages.ExceptWith(ours);
        _packages.UnionWith(packages);
        _byRecipe[recipe] = new(packages, StringComparer.Ordinal);
    }

    public ComposedHost ToHost() => new(Place.Host, [.. _files.Values], [.. _units.Values], [.. _packages]);
}
