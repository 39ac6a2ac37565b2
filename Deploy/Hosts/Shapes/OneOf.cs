using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>A short form for most, and a block for those who need to say more.</summary>
internal sealed class OneOf<T>(Shape<T> shortForm, Block<T> block) : Shape<T>($"{shortForm.What}, or {block.What}", shortForm.Example)
{
    public override JsonObject Schema() => new() { ["oneOf"] = new JsonArray(shortForm.Schema(), block.Schema()) };

    protected override Stated<T> ReadStated(YamlNode node, string path, FaultList faults) =>
        node is YamlMap ? block.Read(node, path, faults) : shortForm.Read(node, path, faults);
}
