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

        // One answer more or less may be counted as done than as 2xx: whether the one at the end of the warm-up belongs to it.
        var good = int.Parse(statuses.Groups["good"].Value, CultureInfo.InvariantCulture);
        return good > 0 && summary.Groups["bad"].Value == "0 failed, 0 errored, 0 timeout" && statuses.Groups["others"].Value == "0 3xx, 0 4xx, 0 5xx"
            ? new(good, double.Parse(summary.Groups["rate"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"Not every answer was a 2xx:\n{output}");
    }

    [GeneratedRegex(@"^finished in .*, (?<rate>[\d.]+) req/s.*\nrequests: .* succeeded, (?<bad>.*)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();

    [GeneratedRegex(@"^status codes: (?<good>\d+) 2xx, (?<others>.*)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statuses();
}
