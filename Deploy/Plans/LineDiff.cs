using System.Globalization;
using System.Text;

namespace Deploy.Plans;

/// <summary>The difference of two texts in the unified form, as <c>diff -u</c> writes it.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    // Of lines times lines: beyond it, what differs in the middle is shown as taken out and put in whole.
    private const long MaxCells = 4_000_000;

    /// <returns>Empty where they are the same.</returns>
    public static string Unified(string path, string before, string after)
    {
        if (before == after)
        {
            return "";
        }

        var edits = Edits(Lines(before), Lines(after));
        var text = new StringBuilder()
            .Append(before.Length == 0 ? "--- /dev/null\n" : $"--- {path}\n").Append(after.Length == 0 ? "+++ /dev/null\n" : $"+++ {path}\n");
        for (var index = 0; index < edits.Count;)
        {
            if (edits[index].Kind == ' ')
            {
                index++;
                continue;
            }

            var from = Math.Max(0, index - Context);
            var to = EndOfHunk(edits, index);
            AppendHunk(text, edits, from, to);
            index = to;
        }

        return text.ToString();
    }

    // Changes with less than two contexts between them share a hunk.
    private static int EndOfHunk(List<(char Kind, string Line)> edits, int index)
    {
        var last = index;
        for (var next = index; next < edits.Count && next - last <= 2 * Context; next++)
        {
            last = edits[next].Kind == ' ' ? last : next;
        }

        return Math.Min(edits.Count, last + 1 + Context);
    }

    private static void AppendHunk(StringBuilder text, List<(char Kind, string Line)> edits, int from, int to)
    {
        var (old, now) = (Count(0, from, '+'), Count(0, from, '-'));
        var (oldLength, newLength) = (Count(from, to, '+'), Count(from, to, '-'));
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(old, oldLength)} +{Range(now, newLength)} @@\n");
        foreach (var (kind, line) in edits.Skip(from).Take(to - from))
        {
            text.Append(kind).Append(line).Append('\n');
        }

        int Count(int start, int end, char without) => edits.Skip(start).Take(end - start).Count(edit => edit.Kind != without);

        static string Range(int start, int length) => FormattableString.Invariant($"{(length == 0 ? start : start + 1)},{length}");
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');

    private static List<(char Kind, string Line)> Edits(string[] before, string[] after)
    {
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
        {
            same++;
        }

        var tail = 0;
        while (tail < before.Length - same && tail < after.Length - same && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return
        [
            .. before.Take(same).Select(line => (' ', line)),
            .. Middle(before[same..^tail], after[same..^tail]),
            .. before.TakeLast(tail).Select(line => (' ', line)),
        ];
    }

    private static IEnumerable<(char Kind, string Line)> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MaxCells)
        {
            return [.. before.Select(line => ('-', line)), .. after.Select(line => ('+', line))];
        }

        // The longest common subsequence of what is left from each place on.
        var common = new int[before.Length + 1, after.Length + 1];
        for (var row = before.Length - 1; row >= 0; row--)
        {
            for (var column = after.Length - 1; column >= 0; column--)
            {
                common[row, column] = before[row] == after[column]
                    ? common[row + 1, column + 1] + 1
                    : Math.Max(common[row + 1, column], common[row, column + 1]);
            }
        }

        var edits = new List<(char Kind, string Line)>();
        var (old, now) = (0, 0);
        while (old < before.Length || now < after.Length)
        {
            if (old < before.Length && now < after.Length && before[old] == after[now])
            {
                edits.Add((' ', before[old++]));
                now++;
            }
            else if (now == after.Length || (old < before.Length && common[old + 1, now] >= common[old, now + 1]))
            {
                edits.Add(('-', before[old++]));
            }
            else
            {
                edits.Add(('+', after[now++]));
            }
        }

        return edits;
    }
}
