using System.Text.RegularExpressions;
using Deploy.Expressions;
using Deploy.Hosts.Values;

namespace Deploy.Resolution;

/// <summary>A variable of a workload, ready to be filled in for each of its instances.</summary>
/// <param name="Name">As the manifest has it.</param>
/// <param name="Pieces">With the service's own credentials.</param>
/// <param name="ReadsOf">The database whose address in it is that of the proxy beside the instance; null for its own address.</param>
internal sealed partial record Variable(string Name, IReadOnlyList<Piece> Pieces, string? ReadsOf)
{
    /// <summary>Whether it is part of an URI, where an IPv6 address stands in brackets.</summary>
    public bool IsUri { get; } = Pieces.OfType<TextPiece>().Any(text => text.Text.Contains("://", StringComparison.Ordinal));

    /// <summary>What service discovery calls it, without the number at its end: <c>services__auth__http__</c>; null for what is no such variable.</summary>
    public string? Discovery { get; } = DiscoveryForm().Match(Name) is { Success: true } match ? match.Groups["prefix"].Value : null;

    /// <summary>The only resource whose bindings it refers to; null if there are none, or several.</summary>
    public string? Target { get; } = Pieces.OfType<Hole>().Select(hole => hole.Reference).OfType<BindingReference>()
        .Select(reference => reference.Resource).Distinct().ToList() is [var only] ? only : null;

    public bool Refers(string resource, string binding) =>
        Pieces.OfType<Hole>().Any(hole => hole.Reference is BindingReference reference && reference.Resource == resource && reference.Binding == binding);

    [GeneratedRegex("^(?<prefix>services__.+__)[0-9]+$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex DiscoveryForm();
}

/// <summary>All that a workload is told, before it is known on which host.</summary>
/// <param name="LeftOut">Variables that would lead to what nobody listens on.</param>
internal sealed record PreparedWorkload(string Name, IReadOnlyList<Variable> Variables, IReadOnlyList<Variable> Arguments, IReadOnlyList<LeftOut> LeftOut);

/// <param name="Binding">Of the resource that does not listen on it.</param>
internal sealed record LeftOut(string Workload, string Variable, string Resource, string Binding);
