using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Load;

/// <summary>What h2load counted, without its warm-up.</summary>
internal sealed partial record H2LoadReport(int Requests, double PerSecond)
{
    /// <param name="output">What it wrote.</param>
    /// <exception cref="InvalidOperationException">It broke off, or an answer was not 2xx; the message holds the output.</exception>
    public static H2LoadReport Of(string output)
    {
        var (summary, statuses) = (Summary().Match(output), Statuses().Match(output));
        if (!summary.Success || !statuses.Success)
        {
            throw new InvalidOperationException($"h2load did not run to its end:\n{output}");
        }

        var (requests, good) = (summary.Groups["done"].Value, statuses.Groups["good"].Value);
        return requests == good && good != "0"
            ? new(int.Parse(good, CultureInfo.InvariantCulture), double.Parse(summary.Groups["rate"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"Not every answer was a 2xx:\n{output}");
    }

    [GeneratedRegex(@"^finished in .*, (?<rate>[\d.]+) req/s.*\nrequests: .* (?<done>\d+) done", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();

    [GeneratedRegex(@"^status codes: (?<good>\d+) 2xx", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statuses();
}
