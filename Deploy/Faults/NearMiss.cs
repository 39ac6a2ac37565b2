namespace Deploy.Faults;

/// <summary>What somebody who wrote an unknown word probably meant.</summary>
internal static class NearMiss
{
    // A word or a list longer than these is nobody's slip of the pen, and would take long to compare.
    private const int MaxLength = 64;
    private const int MaxKnown = 1000;

    /// <summary>The nearest of the known words, if it is near enough to be meant: within a third of its length, two edits at most.</summary>
    /// <returns>Null where nothing is near. Of words equally near, the first in ordinal order.</returns>
    public static string? Of(string word, IEnumerable<string> known) =>
        known.Take(word.Length <= MaxLength ? MaxKnown : 0).Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
            .Where(near => near.Distance <= Math.Min(2, near.Word.Length / 3))
            .OrderBy(near => near.Distance).ThenBy(near => near.Word, StringComparer.Ordinal)
            .FirstOrDefault().Word;

    /// <summary>" Did you mean 'bindings'?", or nothing where no known word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) => Of(word, known) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>
    /// Optimal string alignment: inserted, missing, wrong and swapped letters count one each; case counts nothing, so that a word
    /// in the wrong case is the nearest of all.
    /// </summary>
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 2)
        {
            return int.MaxValue;
        }

        var (before, previous, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var wrong = Same(left[row - 1], right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(previous[column - 1] + wrong, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]))
                {
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
