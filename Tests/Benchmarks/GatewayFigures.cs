using Benchmarks.Measuring;
using Benchmarks.Running;

namespace Benchmarks;

/// <summary>What was measured of one way; a list has one figure for each round.</summary>
internal sealed class GatewayFigures
{
    public List<double> PerSecond { get; } = [];

    /// <summary>Milliseconds, at half of the median of <see cref="PerSecond"/>.</summary>
    public List<double> P99 { get; } = [];

    /// <summary>Null for the straight way.</summary>
    public RequestCost? Cost { get; set; }

    public static void Print(IReadOnlyDictionary<Way, GatewayFigures> all)
    {
        var direct = all.Single(way => way.Key.IsDirect).Value;
        var table = new Table(
            "way", "requests/s", "÷ direct", "p99 at half of its load, ms", "÷ direct", "its CPU, µs/request", "new connections to Auth per 1,000 requests", "allocated, bytes/request");
        foreach (var (way, figures) in all)
        {
            table.Add(
                way.Name,
                Table.Figure(figures.PerSecond.Median()),
                Table.Figure(figures.PerSecond.Median() / direct.PerSecond.Median()),
                Table.Figure(figures.P99.Median()),
                Table.Figure(figures.P99.Median() / direct.P99.Median()),
                Table.Figure(figures.Cost?.Cpu.TotalMicroseconds),
                Table.Figure(figures.Cost?.NewConnections * 1000),
                Table.Figure(figures.Cost?.AllocatedBytes));
        }

        table.Print();
    }
}
