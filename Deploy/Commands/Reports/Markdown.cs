using System.Globalization;
using System.Text;

namespace Deploy.Commands.Reports;

/// <summary>Markdown as GitHub and GitLab show it, of text that somebody else wrote.</summary>
internal static class Markdown
{
    /// <summary>A table; every cell is finished Markdown in one line.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder();
        Append(columns);
        Append(Enumerable.Repeat("---", columns.Count));
        foreach (var row in rows)
        {
            Append(row);
        }

        return table.ToString();

        void Append(IEnumerable<string> cells) => table.Append($"| {string.Join(" | ", cells)} |\n");
    }

    /// <summary>Text that stays text: no markup, no mention of a person, no end of the cell.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '@' or '<' or '>' or '&' or '#' => escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)letter};"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' => escaped.Append('\\').Append(letter),
                '\r' or '\n' => escaped.Append(' '),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A fenced block, with a fence that is longer than any in the text.</summary>
    public static string Block(string text, string language)
    {
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += '`';
        }

        return $"{fence}{language}\n{text}{(text.EndsWith('\n') ? "" : "\n")}{fence}\n";
    }

    /// <summary>A code span. A backtick in it would end it, so it becomes an apostrophe.</summary>
    public static string Code(string text) =>
        text.Length == 0 ? "" : $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";
}
