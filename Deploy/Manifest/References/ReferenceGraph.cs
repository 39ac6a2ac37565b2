using Deploy.Expressions;

namespace Deploy.Manifest.References;

/// <summary>
/// Who needs what of whom, and why. Values in between are followed: that <c>auth</c> reads <c>{auth-db.connectionString}</c> means that
/// it needs the binding of <c>auth-mysql</c>.
/// </summary>
internal sealed class ReferenceGraph
{
    private ReferenceGraph(IReadOnlyList<Use> uses) => Uses = uses;

    /// <summary>In the manifest's order.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>Who connects to which binding of another, in the order of the first use.</summary>
    public IEnumerable<Connection> Connections => Uses
        .Where(use => use.To is BindingReference binding && BindingProperties.IsAddress(binding.Property) && binding.Resource != use.From)
        .GroupBy(use => (use.From, To: use.To.Resource, ((BindingReference)use.To).Binding))
        .Select(group => new Connection(group.Key.From, group.Key.To, group.Key.Binding, [.. group.DistinctBy(use => use.At)]));

    public static ReferenceGraph Of(ManifestDocument manifest) => new(
    [
        .. from workload in manifest.Workloads
           from expression in workload.Expressions

           // That a database says how to reach it does not mean that it connects to itself; who reads it does.
           where !ReferenceEquals(expression, workload.ConnectionString)
           from use in UsesOf(manifest, workload.Name, expression)
           select use,
    ]);

    /// <summary>Breadth first, so that the shortest way to each target is the one told.</summary>
    private static IEnumerable<Use> UsesOf(ManifestDocument manifest, string from, Expression expression)
    {
        var seen = new HashSet<Reference>();
        var left = new Queue<(Reference Reference, IReadOnlyList<Reference> Via)>(expression.References.Select(reference => (reference, (IReadOnlyList<Reference>)[])));
        while (left.TryDequeue(out var step))
        {
            if (!seen.Add(step.Reference))
            {
                continue;
            }

            if (manifest.Find(step.Reference.Resource) is { } target && Values.Of(target, step.Reference) is { } value)
            {
                foreach (var next in value.References)
                {
                    left.Enqueue((next, [.. step.Via, step.Reference]));
                }
            }
            else
            {
                yield return new Use(from, expression.Path, step.Via, step.Reference);
            }
        }
    }
}
