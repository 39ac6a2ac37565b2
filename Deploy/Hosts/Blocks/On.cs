using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>Where something runs: on hosts that are named, or on as many as a count of those that carry a label.</summary>
internal abstract record On
{
    public static readonly Shape<On> Shape = new OneOf<On>(
        new As<IReadOnlyList<Stated<string>>, On>(new ListOf<string>(Names.Host), hosts => new OnHosts(hosts.Value)),
        new Block<On>("a label and a count", "{ label: web, count: 2 }", keys => new OnLabel(
            Label: keys.Required("label", Names.Label, "Chooses among the hosts that carry this label."),
            Count: keys.Required("count", Quantities.Count("a number of hosts", 2, 1, 1000), "How many of them."))));
}

internal sealed record OnHosts(IReadOnlyList<Stated<string>> Hosts) : On;

internal sealed record OnLabel(Stated<string> Label, Stated<int> Count) : On;
