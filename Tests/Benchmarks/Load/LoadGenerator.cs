using System.Globalization;

namespace Benchmarks.Load;

/// <summary>Load over <see cref="Connections"/> kept-alive connections.</summary>
internal static class LoadGenerator
{
    public const int Connections = 32;

    /// <summary>Before the clock runs: connections are made, and what idled on the other side wakes up.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(2);

    /// <summary>On each connection the next request as soon as the answer is there, for a time.</summary>
    public static Task<H2LoadReport> SaturateAsync(Target target, TimeSpan duration) =>
        H2Load.RunAsync(target, Hung, [$"--clients={Connections}", .. For(duration)]);

    /// <summary>As <see cref="SaturateAsync"/>, but for a number of requests, so that what they cost can be divided by it.</summary>
    public static Task<H2LoadReport> SendAsync(Target target, int requests) =>
        H2Load.RunAsync(target, Hung, $"--clients={Connections}", $"--requests={requests}");

    /// <summary>
    /// A constant number of requests per second. Each connection has an h2load of its own: those of one process send at the same
    /// moment, which would be bursts of 32 and not a rate.
    /// </summary>
    /// <returns>Milliseconds from sending to the end of the answer, of every request.</returns>
    public static async Task<IReadOnlyList<double>> AtRateAsync(Target target, double perSecond, TimeSpan duration)
    {
        var logs = Directory.CreateTempSubdirectory("h2load-");
        try
        {
            var rate = (perSecond / Connections).ToString("0.##", CultureInfo.InvariantCulture);
            await Task.WhenAll(
                from connection in Enumerable.Range(0, Connections)
                let log = Path.Combine(logs.FullName, $"{connection}")
                select H2Load.RunAsync(target, Hung, ["--clients=1", $"--rps={rate}", $"--log-file={log}", .. For(duration)]));
            return [.. logs.EnumerateFiles().SelectMany(log => File.ReadLines(log.FullName)).Select(Milliseconds)];
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> For(TimeSpan duration) => [$"--warm-up-time={WarmUp.TotalSeconds}", $"--duration={duration.TotalSeconds}"];

    /// <summary>A line is: start in µs since 1970, status, duration in µs; with tabs between.</summary>
    private static double Milliseconds(string line) => int.Parse(line.AsSpan(line.LastIndexOf('\t') + 1), CultureInfo.InvariantCulture) / 1000.0;
}
