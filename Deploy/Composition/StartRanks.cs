using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Manifest.References;
using Deploy.Placement;

namespace Deploy.Composition;

/// <summary>In which order resources start: what is referred to before who refers to it, and what <c>after</c> says.</summary>
internal static class StartRanks
{
    /// <summary>References may run in a circle; it is then begun where the manifest begins it. <c>after</c> has none.</summary>
    public static IReadOnlyDictionary<string, int> Of(HostsFile file, PlacedSystem placed, ReferenceGraph graph)
    {
        var after = Placements.Blocks(file).SelectMany(each => each.Block.After.Or([]).Select(earlier => (Later: each.Name, Earlier: earlier.Value)))
            .Concat(graph.Connections.Select(connection => (Later: connection.From, Earlier: connection.To)))
            .ToLookup(each => each.Later, each => each.Earlier, StringComparer.Ordinal);
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in placed.Resources)
        {
            Visit(resource.Name);
        }

        return ranks;

        // Off the stack: a chain may be as long as the manifest has resources.
        void Visit(string root)
        {
            var open = new Stack<(string Name, IEnumerator<string> Left)>();
            Enter(root);
            while (open.TryPeek(out var top))
            {
                if (top.Left.MoveNext())
                {
                    Enter(top.Left.Current);
                }
                else
                {
                    open.Pop();
                    ranks.Add(top.Name, ranks.Count);
                }
            }

            void Enter(string name)
            {
                if (placed.Find(name) is not null && entered.Add(name))
                {
                    open.Push((name, after[name].GetEnumerator()));
                }
            }
        }
    }
}
