using Deploy.Faults;

namespace Deploy.Hosts.Rules;

/// <summary>Nothing waits for itself.</summary>
internal static class StartOrder
{
    public static void HasNoCycle(HostsFile file, FaultList faults)
    {
        var after = Placements.Blocks(file).ToDictionary(each => each.Name, each => each.Block.After.Or([]));
        var done = new HashSet<string>();
        foreach (var name in after.Keys)
        {
            Visit(name, [], after, done, faults);
        }
    }

    // As deep as the longest chain of the file's resources, each of which costs a line: bounded by the file's size, and so kept off the stack.
    private static void Visit(
        string root, List<string> path, Dictionary<string, IReadOnlyList<Stated<string>>> after, HashSet<string> done, FaultList faults)
    {
        var open = new Stack<(string Name, IEnumerator<Stated<string>> Next)>();
        Enter(root);
        while (open.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                done.Add(top.Name);
                path.RemoveAt(path.Count - 1);
                open.Pop();
                continue;
            }

            var next = top.Next.Current;
            if (path.IndexOf(next.Value) is >= 0 and var start)
            {
                var cycle = path.Skip(start).Append(next.Value);
                faults.Add(next.Path, next.At, $"This waits for itself: {string.Join(" after ", cycle)}.", "Remove one of them.");
            }
            else
            {
                Enter(next.Value);
            }
        }

        void Enter(string name)
        {
            if (!done.Contains(name))
            {
                path.Add(name);
                open.Push((name, after.GetValueOrDefault(name, []).GetEnumerator()));
            }
        }
    }
}
