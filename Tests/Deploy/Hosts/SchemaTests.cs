using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Yaml;

namespace Deploy.Tests.Hosts;

/// <summary>The editors' schema, the example that is the manual, and the reader know the same keys.</summary>
public sealed class SchemaTests
{
    private static readonly string Deploy = Path.Combine(Golden.RepositoryRoot, "Deploy");

    private static readonly string Example = File.ReadAllText(Path.Combine(Deploy, "hosts.example.yaml"));

    [Fact]
    public void The_schema_in_the_repository_is_the_readers() => Golden.Expect(Path.Combine(Deploy, "hosts.schema.json"), HostsShape.SchemaText());

    [Fact]
    public void The_example_has_no_fault() => Assert.Equal("", Reading.Of(Example).Report());

    [Fact]
    public void The_example_states_every_key_of_the_schema() =>
        Assert.Empty(SchemaKeys(Schema(), "").Select(WithBlock).Except(StatedKeys(Document(Example), Schema(), "").Select(WithBlock)));

    [Fact]
    public void The_readme_names_every_key()
    {
        var readme = File.ReadAllText(Path.Combine(Deploy, "README.md"));
        var table = readme[readme.IndexOf("## hosts.yaml", StringComparison.Ordinal)..readme.IndexOf("## What it decides", StringComparison.Ordinal)];

        // Names of the owner's own stand in capitals there.
        Assert.All(SchemaKeys(Schema(), "").Select(path => path.Split('/')[^1]).Distinct(), key => Assert.Matches($"`[^`]*\\b{key}\\b[^`]*`", table));
    }

    /// <summary>The reader itself, not what it says of itself: each key of the schema is put into a file, and so is one that is not.</summary>
    [Fact]
    public void The_reader_takes_each_key_of_the_schema_and_no_other()
    {
        foreach (var path in SchemaKeys(Schema(), ""))
        {
            Assert.DoesNotContain(Reading.Of(At(path)).Faults, fault => fault.What.StartsWith("There is no key", StringComparison.Ordinal));
            Assert.Contains(Reading.Of(At(path + "x")).Faults, fault => fault.What.StartsWith("There is no key", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_key_says_what_it_means() => Assert.All(Descriptions(Schema()), text => Assert.EndsWith(".", text.Replace("NAME", ".")));

    private static JsonObject Schema() => JsonNode.Parse(File.ReadAllText(Path.Combine(Deploy, "hosts.schema.json")))!.AsObject();

    private static YamlNode Document(string yaml) => YamlReader.Read(yaml, new FaultList("hosts.yaml"))!;

    // "/resources/*/health/path" is shown where "/defaults/health/path" is.
    private static string WithBlock(string path) => string.Join('/', path.Replace("/*", "", StringComparison.Ordinal).Split('/')[^2..]);

    // "*" stands for a name of the owner's own.
    private static IEnumerable<string> SchemaKeys(JsonObject schema, string path)
    {
        var own = (schema["properties"] as JsonObject ?? []).SelectMany(property => SchemaKeys(property.Value!.AsObject(), $"{path}/{property.Key}").Prepend($"{path}/{property.Key}"));
        var any = schema["additionalProperties"] is JsonObject value ? SchemaKeys(value, path + "/*") : [];
        return own.Concat(any).Concat((schema["oneOf"] as JsonArray ?? []).SelectMany(each => SchemaKeys(each!.AsObject(), path)));
    }

    private static IEnumerable<string> StatedKeys(YamlNode node, JsonObject schema, string path)
    {
        var forms = (schema["oneOf"] as JsonArray ?? [schema.DeepClone()]).Select(each => each!.AsObject()).ToList();
        foreach (var entry in node is YamlMap map ? map.Entries : [])
        {
            foreach (var form in forms)
            {
                if (form["properties"]?[entry.Key.Text] is JsonObject property)
                {
                    yield return $"{path}/{entry.Key.Text}";
                    foreach (var key in StatedKeys(entry.Value, property, $"{path}/{entry.Key.Text}"))
                    {
                        yield return key;
                    }
                }
                else if (form["additionalProperties"] is JsonObject value)
                {
                    foreach (var key in StatedKeys(entry.Value, value, path + "/*"))
                    {
                        yield return key;
                    }
                }
            }
        }
    }

    // "/hosts/*/ssh" as { hosts: { mysql: { ssh: x } } }; mysql may stand for any name, also of a recipe.
    private static string At(string path)
    {
        var keys = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(key => key == "*" ? "mysql" : key).ToList();
        return string.Concat(keys.Select(key => $"{{ {key}: ")) + "x" + string.Concat(keys.Select(_ => " }"));
    }

    private static IEnumerable<string> Descriptions(JsonNode? node) => node switch
    {
        JsonObject properties => properties.Where(each => each.Key == "description" && each.Value is JsonValue).Select(each => each.Value!.GetValue<string>())
            .Concat(properties.SelectMany(each => Descriptions(each.Value))),
        JsonArray items => items.SelectMany(Descriptions),
        _ => [],
    };
}
