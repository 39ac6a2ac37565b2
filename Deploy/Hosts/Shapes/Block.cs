using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>A map with keys of ours.</summary>
/// <param name="what">With its article, such as "a host".</param>
/// <param name="example">As it would be typed on one line.</param>
/// <param name="build">Asks for every key, always: what it asks for is the schema.</param>
internal sealed class Block<T>(string what, string example, Func<KeyReader, T> build) : Shape<T>(what, example)
{
    public IReadOnlyList<Key> Keys => field ??= Describe();

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Described(key)))),
        ["required"] = new JsonArray([.. Keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]),
        ["additionalProperties"] = false,
    };

    protected override Stated<T> ReadStated(YamlNode node, string path, FaultList faults)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node, path, faults);
        }

        var keys = new KeyReader(map, path, faults);
        var block = build(keys);
        keys.RefuseUnknown();
        return new Stated<T>(block, path, node.At);
    }

    private IReadOnlyList<Key> Describe()
    {
        var keys = new KeyReader(new YamlMap([], default), "", new FaultList(""));
        build(keys);
        return keys.Asked;
    }

    private static JsonObject Described(Key key)
    {
        var schema = key.Shape.Schema();
        schema["description"] = key.Meaning;
        return schema;
    }
}
