using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>A map whose keys are names chosen by the file's owner, or taken from the manifest.</summary>
internal sealed class MapOf<TKey, T>(Scalar<TKey> key, Shape<T> value)
    : Shape<IReadOnlyList<Named<TKey, T>>>($"a map whose keys are each {key.What}", $"{{ {key.Example}: {value.Example} }}")
{
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = key.Schema(),
        ["additionalProperties"] = value.Schema(),
    };

    protected override Stated<IReadOnlyList<Named<TKey, T>>> ReadStated(YamlNode node, string path, FaultList faults)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node, path, faults);
        }

        var entries = new List<Named<TKey, T>>();
        foreach (var entry in map.Entries)
        {
            var at = YamlPath.Of(path, entry.Key.Text);
            var name = key.Read(entry.Key, at, faults);
            var read = value.Read(entry.Value, at, faults);
            if (name.IsStated)
            {
                entries.Add(new Named<TKey, T>(name, read));
            }
        }

        return new(entries, path, node.At);
    }
}
