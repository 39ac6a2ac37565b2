using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>
/// What may stand in a place of hosts.yaml. One description reads the file, writes the editors' schema and says what to do about a
/// fault, so that the three never differ.
/// </summary>
/// <param name="what">With its article, such as "a duration".</param>
/// <param name="example">As it would be typed.</param>
internal abstract class Shape(string what, string example)
{
    /// <summary>What is said where a person has yet to fill something in.</summary>
    public const string Blank = "Nothing is stated here.";

    public string What { get; } = what;

    public string Example { get; } = example;

    /// <summary>The same in JSON Schema 2020-12.</summary>
    public abstract JsonObject Schema();
}

internal abstract class Shape<T>(string what, string example) : Shape(what, example)
{
    public Stated<T> Read(YamlNode node, string path, FaultList faults)
    {
        if (node is YamlScalar { IsBlank: true })
        {
            faults.Add(path, node.At, Blank, $"Fill in {What}.");
            return Stated<T>.Nothing(path, node.At);
        }

        return node is YamlRefused ? Stated<T>.Nothing(path, node.At) : ReadStated(node, path, faults);
    }

    protected abstract Stated<T> ReadStated(YamlNode node, string path, FaultList faults);

    protected Stated<T> Refuse(YamlNode node, string path, FaultList faults)
    {
        var found = node switch
        {
            YamlScalar scalar => $"'{scalar.Text}' is not",
            YamlList => "A list is not",
            _ => "A map is not",
        };
        faults.Add(path, node.At, $"{found} {What}.", $"Write {What}, such as {Example}.");
        return Stated<T>.Nothing(path, node.At);
    }
}
