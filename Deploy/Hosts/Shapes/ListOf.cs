using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>A list of at least one; a single value is a list of one.</summary>
/// <param name="repeats">Whether the same value may stand in it twice.</param>
internal sealed class ListOf<T>(Scalar<T> item, bool repeats = false)
    : Shape<IReadOnlyList<Stated<T>>>($"{item.What} or a list of such", $"[{item.Example}]")
{
    public override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray(
            item.Schema(),
            new JsonObject { ["type"] = "array", ["items"] = item.Schema(), ["minItems"] = 1, ["uniqueItems"] = !repeats }),
    };

    protected override Stated<IReadOnlyList<Stated<T>>> ReadStated(YamlNode node, string path, FaultList faults)
    {
        if (node is not YamlList list)
        {
            var single = item.Read(node, path, faults);
            return single.IsStated ? new([single], path, node.At) : Stated<IReadOnlyList<Stated<T>>>.Nothing(path, node.At);
        }

        if (list.Items.Count == 0)
        {
            faults.Add(path, node.At, "The list is empty.", $"Write {What}, or remove the key.");
            return Stated<IReadOnlyList<Stated<T>>>.Nothing(path, node.At);
        }

        var items = list.Items.Select((each, index) => item.Read(each, $"{path}[{index}]", faults)).Where(read => read.IsStated).ToList();
        if (!repeats)
        {
            RefuseRepeats(items, faults);
        }

        return new(items, path, node.At);
    }

    private static void RefuseRepeats(List<Stated<T>> items, FaultList faults)
    {
        var seen = new HashSet<T>();
        foreach (var repeated in items.Where(read => !seen.Add(read.Value)))
        {
            faults.Add(repeated.Path, repeated.At, $"'{repeated.Value}' stands in this list already.", "Remove it.");
        }
    }
}
