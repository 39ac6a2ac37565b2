using System.Globalization;

namespace Benchmarks.Measuring;

internal static class ThisMachine
{
    /// <summary>Such as <c>2026-11-23, 2 cores, 24 GiB, Debian GNU/Linux 12 (bookworm); load before the run 0.12</c>.</summary>
    public static string Describe()
    {
        var gib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3);
        var system = Value(File.ReadLines("/etc/os-release"), "PRETTY_NAME=").Trim('"');
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {gib:0} GiB, {system}; load before the run {load}");
    }

    /// <summary>What decides how far hashing steps back for others: see docs/benchmarks.md.</summary>
    public static string DescribeScheduling() =>
        $"kernel.sched_autogroup_enabled = {Setting("/proc/sys/kernel/sched_autogroup_enabled")}, " +
        $"transparent huge pages: {Setting("/sys/kernel/mm/transparent_hugepage/enabled")}";

    private static string Setting(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : "not there";

    private static string Value(IEnumerable<string> lines, string key) =>
        lines.First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..];
}
