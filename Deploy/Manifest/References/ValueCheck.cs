using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest.References;

/// <summary>
/// Whether every value comes to an end: none refers back to itself, none is nested so deep or grows so long that no system would
/// take it. So whoever resolves a value later may simply recurse.
/// </summary>
internal sealed class ValueCheck(Declarations declared, FaultList faults)
{
    /// <summary>Values within values; a manifest of Aspire's has four.</summary>
    public const int MaxDepth = 64;

    /// <summary>In characters. Linux takes no variable or argument longer than 131,072 bytes (MAX_ARG_STRLEN).</summary>
    public const int MaxLength = 131_072;

    private readonly Dictionary<Reference, Extent> _done = [];
    private readonly HashSet<Reference> _circular = [];

    public static void Run(Declarations declared, FaultList faults)
    {
        var check = new ValueCheck(declared, faults);
        foreach (var resource in declared.Resources)
        {
            foreach (var expression in resource.Expressions)
            {
                foreach (var reference in expression.References)
                {
                    check.Visit(reference);
                }

                check.Measure(expression);
            }
        }
    }

    /// <summary>Walks all that a reference leads to, depth first. Not by recursion: a file may chain a hundred thousand of them.</summary>
    private void Visit(Reference root)
    {
        var path = new List<(Reference Node, Expression Value, Queue<Reference> Left)>();
        Enter(root);
        while (path.Count > 0)
        {
            var (node, value, left) = path[^1];
            if (left.TryDequeue(out var next))
            {
                Enter(next);
                continue;
            }

            // What is in a circle has no end to measure to, and its fault is told already.
            _done[node] = _circular.Contains(node) ? default : Measure(value);
            path.RemoveAt(path.Count - 1);
        }

        void Enter(Reference reference)
        {
            if (_done.TryGetValue(reference, out var extent))
            {
                if (extent == Extent.Open)
                {
                    // Told from the place that closes the circle, which is the last one entered.
                    TellCycle([path[^1].Node, .. path.SkipLast(1).Select(step => step.Node).SkipWhile(node => node != reference)], path[^1].Value);
                }
            }
            else if (declared.TryFind(reference.Resource, out var target) && target is not null && Values.Of(target, reference) is { } value)
            {
                _done[reference] = Extent.Open;
                path.Add((reference, value, new Queue<Reference>(value.References)));
            }
        }
    }

    private void TellCycle(IReadOnlyList<Reference> cycle, Expression closing)
    {
        const int shown = 12;
        _circular.UnionWith(cycle);
        var steps = cycle.Count <= shown
            ? cycle.Select(node => node.ToString())
            : [.. cycle.Take(shown).Select(node => node.ToString()), $"… ({cycle.Count - shown} more)"];
        faults.Add(closing.Path, closing.At, $"This value refers back to itself: {string.Join(" → ", steps)} → {cycle[0]}.", "Break the circle.");
    }

    /// <summary>What is too long or too deep is told where it first is, and not again by all that refer to it.</summary>
    private Extent Measure(Expression expression)
    {
        var parts = expression.References.Select(reference => _done.GetValueOrDefault(reference));
        var literal = expression.Segments.OfType<LiteralSegment>().Sum(segment => segment.Text.Length);
        var extent = parts.Aggregate(
            new Extent(1, literal), (sum, part) => new Extent(Math.Max(sum.Depth, part.Depth + 1), Math.Min(sum.Length + part.Length, int.MaxValue / 2)));
        if (extent.Length > MaxLength)
        {
            Tell($"This value is longer than {MaxLength} characters, which is more than Linux takes.", "Put it into a file.");
        }

        if (extent.Depth > MaxDepth)
        {
            Tell($"This value is put together over more than {MaxDepth} levels.", "Refer more directly.");
        }

        return extent.Length > MaxLength || extent.Depth > MaxDepth ? default : extent;

        void Tell(string what, string remedy) => faults.Add(expression.Path, expression.At, what, remedy);
    }
}
