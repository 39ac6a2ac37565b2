using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

/// <summary>What another shape reads, as another type.</summary>
internal sealed class As<TFrom, T>(Shape<TFrom> shape, Func<Stated<TFrom>, T> convert) : Shape<T>(shape.What, shape.Example)
{
    public override JsonObject Schema() => shape.Schema();

    protected override Stated<T> ReadStated(YamlNode node, string path, FaultList faults)
    {
        var read = shape.Read(node, path, faults);
        return read.IsStated ? new(convert(read), path, node.At) : Stated<T>.Nothing(path, node.At);
    }
}
