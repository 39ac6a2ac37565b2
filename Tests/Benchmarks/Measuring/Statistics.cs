namespace Benchmarks.Measuring;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Quantile(0.5);

    /// <summary>The smallest value that at least this part (0 to 1) of the values does not exceed.</summary>
    public static double Quantile(this IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }
}
