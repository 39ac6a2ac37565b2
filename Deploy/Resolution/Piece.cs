using Deploy.Expressions;
using Deploy.Manifest;
using Deploy.Manifest.References;

namespace Deploy.Resolution;

/// <summary>
/// A part of a value with everything in between followed: text, or a hole that only the place can fill. The credentials of a server are
/// recognised in it before anything is filled in.
/// </summary>
internal abstract record Piece;

internal sealed record TextPiece(string Text) : Piece;

/// <param name="Reference">A binding, an input, an image or a volume.</param>
/// <param name="Encoded">Whether it is percent-encoded, as in an URI.</param>
internal sealed record Hole(Reference Reference, bool Encoded) : Piece
{
    /// <summary>The parameter that it is filled with; null if it is filled with something else.</summary>
    public string? Parameter => (Reference as InputReference)?.Resource;
}

internal static class Pieces
{
    /// <summary>Recursion is bounded: the manifest's reader refuses circles and deep nesting.</summary>
    public static IReadOnlyList<Piece> Of(Expression expression, ManifestDocument manifest)
    {
        var pieces = new List<Piece>();
        Add(expression, encoded: false);
        return pieces;

        void Add(Expression value, bool encoded)
        {
            foreach (var segment in value.Segments)
            {
                switch (segment)
                {
                    case LiteralSegment literal:
                        AddText(encoded ? Uri.EscapeDataString(literal.Text) : literal.Text);
                        break;
                    case ReferenceSegment { Reference: var reference } when manifest.Find(reference.Resource) is { } target && Values.Of(target, reference) is { } next:
                        Add(next, encoded || target is AnnotatedStringResource);
                        break;
                    case ReferenceSegment { Reference: var reference }:
                        pieces.Add(new Hole(reference, encoded));
                        break;
                }
            }
        }

        void AddText(string text)
        {
            if (pieces is [.., TextPiece before])
            {
                pieces[^1] = new TextPiece(before.Text + text);
            }
            else
            {
                pieces.Add(new TextPiece(text));
            }
        }
    }
}
