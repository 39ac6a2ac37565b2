using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>A key of ours.</summary>
/// <param name="Meaning">For the person who fills it in: sentences.</param>
/// <param name="Example">As it would be typed.</param>
internal sealed record Key(string Name, string Meaning, string Example, Shape Shape, bool IsRequired);

/// <summary>Reads the keys of one block as they are asked for, and refuses those that nobody asked for.</summary>
internal sealed class KeyReader(YamlMap map, string path, FaultList faults)
{
    private readonly List<Key> _asked = [];

    public IReadOnlyList<Key> Asked => _asked;

    public Stated<T> Required<T>(string name, Shape<T> shape, string meaning, string? example = null) =>
        Read(new Key(name, meaning, example ?? shape.Example, shape, IsRequired: true), shape);

    public Stated<T> Optional<T>(string name, Shape<T> shape, string meaning, string? example = null) =>
        Read(new Key(name, meaning, example ?? shape.Example, shape, IsRequired: false), shape);

    public void RefuseUnknown()
    {
        var known = _asked.Select(key => key.Name).ToList();
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key.Text)))
        {
            faults.Add(
                YamlPath.Of(path, entry.Key.Text),
                entry.Key.At,
                $"There is no key '{entry.Key.Text}' here.",
                Meant.Or(faults, entry.Key.Text, known, $"The keys are {string.Join(", ", known)}."));
        }
    }

    private Stated<T> Read<T>(Key key, Shape<T> shape)
    {
        _asked.Add(key);
        var at = YamlPath.Of(path, key.Name);
        if (map.Entries.FirstOrDefault(entry => entry.Key.Text == key.Name) is { Value: not YamlScalar { IsBlank: true } } entry)
        {
            return shape.Read(entry.Value, at, faults);
        }

        if (map.Entries.FirstOrDefault(entry => entry.Key.Text == key.Name) is { } blank)
        {
            var remedy = key.IsRequired ? $"Fill it in: {key.Meaning} Such as {key.Example}" : $"Fill it in: {key.Meaning} Or remove the key.";
            faults.Add(at, blank.Value.At, Shape.Blank, remedy);
        }
        else if (key.IsRequired)
        {
            faults.Add(at, map.At, $"The key '{key.Name}' is missing.", $"Add {shape.What}, such as {key.Name}: {key.Example}");
        }

        return Stated<T>.Nothing(at, map.At);
    }
}
