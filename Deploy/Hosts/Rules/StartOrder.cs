using Deploy.Faults;

namespace Deploy.Hosts.Rules;

/// <summary>Nothing waits for itself.</summary>
internal static class StartOrder
{
    private const int MaxShown = 10;

    public static void HasNoCycle(HostsFile file, FaultList faults)
    {
        var after = Placements.Blocks(file).ToDictionary(each => each.Name, each => each.Block.After.Or([]));
        var done = new HashSet<string>();
        foreach (var name in after.Keys)
        {
            Visit(name, after, done, faults);
        }
    }

    // Depth first. A chain may be as long as the file has resources, so it is kept off the stack.
    private static void Visit(string root, Dictionary<string, IReadOnlyList<Stated<string>>> after, HashSet<string> done, FaultList faults)
    {
        var path = new List<string>();
        var onPath = new HashSet<string>();
        var open = new Stack<IEnumerator<Stated<string>>>();
        Enter(root);
        while (open.TryPeek(out var next))
        {
            if (!next.MoveNext())
            {
                done.Add(path[^1]);
                onPath.Remove(path[^1]);
                path.RemoveAt(path.Count - 1);
                open.Pop();
            }
            else if (onPath.Contains(next.Current.Value))
            {
                faults.Add(next.Current.Path, next.Current.At, $"This waits for itself: {Cycle(path, next.Current.Value)}.", "Remove one of them.");
            }
            else
            {
                Enter(next.Current.Value);
            }
        }

        void Enter(string name)
        {
            if (!done.Contains(name))
            {
                path.Add(name);
                onPath.Add(name);
                open.Push(after.GetValueOrDefault(name, []).GetEnumerator());
            }
        }
    }

    // The nearest names, where the circle is long.
    private static string Cycle(List<string> path, string name)
    {
        var near = path.TakeLast(MaxShown).SkipWhile(each => each != name).ToList();
        return near.Count > 0 ? string.Join(" after ", near.Append(name)) : $"{name} after … after {string.Join(" after ", path.TakeLast(MaxShown).Append(name))}";
    }
}
