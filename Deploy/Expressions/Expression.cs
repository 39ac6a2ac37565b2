using Deploy.Faults;

namespace Deploy.Expressions;

/// <summary>A value of the manifest: text with references in it.</summary>
/// <param name="Text">As written.</param>
/// <param name="Segments">In order; empty for empty text. Two literals never follow one another.</param>
internal sealed record Expression(string Text, IReadOnlyList<Segment> Segments)
{
    /// <summary>Where in the manifest it stands, such as <c>resources.auth.env.HTTP_PORTS</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Where it begins.</summary>
    public Position At { get; init; }

    public IEnumerable<Reference> References => Segments.OfType<ReferenceSegment>().Select(segment => segment.Reference);

    /// <summary>What it says, if it refers to nothing; else null.</summary>
    public string? Literal => Segments switch
    {
        [] => "",
        [LiteralSegment only] => only.Text,
        _ => null,
    };

    public override string ToString() => Text;
}
