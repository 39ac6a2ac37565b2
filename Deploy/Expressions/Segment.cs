using Deploy.Faults;

namespace Deploy.Expressions;

/// <summary>A piece of an expression.</summary>
/// <param name="Source">As written; the sources of all segments, one after another, are the expression's text.</param>
/// <param name="Index">Where the source begins in that text, in UTF-16 units from 0.</param>
internal abstract record Segment(string Source, int Index)
{
    /// <summary>Where it begins in the file.</summary>
    public Position At { get; init; }
}

/// <summary>Text that stands for itself.</summary>
/// <param name="Text">With <c>{{</c> and <c>}}</c> read as one brace.</param>
internal sealed record LiteralSegment(string Text, string Source, int Index) : Segment(Source, Index);

/// <summary>A hole to be filled.</summary>
internal sealed record ReferenceSegment(Reference Reference, string Source, int Index) : Segment(Source, Index);
