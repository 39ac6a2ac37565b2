using Deploy.Expressions;

namespace Deploy.Resolution;

/// <summary>A variable of a workload, ready to be filled in for each of its instances.</summary>
/// <param name="Name">As the manifest has it.</param>
/// <param name="Pieces">With the service's own credentials.</param>
/// <param name="ReadsOf">The database whose address in it is that of the proxy beside the instance; null for its own address.</param>
internal sealed record Variable(string Name, IReadOnlyList<Piece> Pieces, string? ReadsOf)
{
    /// <summary>Whether it is part of an URI, where an IPv6 address stands in brackets.</summary>
    public bool IsUri { get; } = Pieces.OfType<TextPiece>().Any(text => text.Text.Contains("://", StringComparison.Ordinal));

    public bool Refers(string resource, string binding) =>
        Pieces.OfType<Hole>().Any(hole => hole.Reference is BindingReference reference && reference.Resource == resource && reference.Binding == binding);
}

/// <summary>All that a workload is told, before it is known on which host.</summary>
/// <param name="LeftOut">Variables that would lead to what nobody listens on.</param>
internal sealed record PreparedWorkload(string Name, IReadOnlyList<Variable> Variables, IReadOnlyList<Variable> Arguments, IReadOnlyList<LeftOut> LeftOut);

/// <param name="Binding">Of the resource that does not listen on it.</param>
internal sealed record LeftOut(string Workload, string Variable, string Resource, string Binding);
