using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest.References;

/// <summary>
/// Text that begins like a reference and is none, such as <c>{auth.bindings.http.url }</c>. As text it would reach the program
/// unresolved; so somebody has to say what is meant.
/// </summary>
internal static class Lookalikes
{
    public static void Check(Expression expression, Declarations declared, FaultList faults)
    {
        foreach (var segment in expression.Segments.OfType<LiteralSegment>())
        {
            var from = 0;
            while (Next(segment.Source, ref from) is { } name)
            {
                if (declared.TryFind(name, out _))
                {
                    faults.Add(
                        expression.Path, segment.At, $"'{{{name}.' begins like a reference to '{name}', but no names joined by dots and a closing brace follow.",
                        "Correct it, or, if it is meant as text, double the brace.");
                }
            }
        }
    }

    /// <summary>The name between the next single brace and a dot; null at the end of the text.</summary>
    private static string? Next(string text, ref int from)
    {
        while (text.IndexOf('{', from) is >= 0 and var brace)
        {
            from = brace + 1;
            if (from < text.Length && text[from] is '{')
            {
                from++;
                continue;
            }

            var end = from;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
            {
                end++;
            }

            if (end > from && end < text.Length && text[end] is '.')
            {
                return text[from..end];
            }
        }

        return null;
    }
}
