using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>A Markdown table, to be copied into docs/benchmarks.md.</summary>
internal sealed class Table(params IReadOnlyList<string> head)
{
    private readonly List<string> _lines = [Line(head), $"|{string.Concat(head.Select(_ => "---|"))}"];

    public void Add(params IEnumerable<string> cells) => _lines.Add(Line(cells));

    public void Print() => Console.WriteLine($"\n{string.Join('\n', _lines)}\n");

    /// <summary>With as many digits as a measured figure deserves: 4321, 43.2, 4.32, 0.43; a dash where there is none.</summary>
    public static string Figure(double? value) => value switch
    {
        null => "–",
        >= 100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
