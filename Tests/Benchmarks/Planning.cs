using System.Diagnostics;
using System.Globalization;
using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>
/// <c>deploy plan</c> as a person types it, from its start to its end, for deployments of 10 to 1,000 hosts; the first time, and again against
/// the recorded state, when there is nothing to do. Beside it, what the tool takes to start and say its version.
/// </summary>
internal static class Planning
{
    private const int Rounds = 5;
    private const int Resources = 300;

    private static readonly int[] Sizes = [10, 100, 1000];
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "deploy.dll");
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        var folder = Directory.CreateTempSubdirectory("deploy-benchmark-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "manifest.json"), LargeDeployment.Manifest(Resources));
            var turns = new List<(string Name, string[] Arguments, int Expected)> { ("deploy --version", ["--version"], 0) };
            foreach (var size in Sizes)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, $"{size}.yaml"), LargeDeployment.Hosts(size));
                string[] files = ["manifest.json", $"{size}.yaml", "--store", $"secrets-{size}"];
                await RunAsync(folder, ["render", .. files, "--out", $"out-{size}"], expected: 0);
                turns.Add(($"plan, {size} hosts, first deploy", ["plan", .. files], 2));
                turns.Add(($"plan, {size} hosts, nothing to do", ["plan", .. files, "--state", $"out-{size}/state.json"], 0));
            }

            var measured = turns.ToDictionary(turn => turn.Name, _ => new List<(double Seconds, double MiB)>());
            foreach (var (_, turn) in Measuring.Rounds.Interleave(Rounds, turns))
            {
                measured[turn.Name].Add(await RunAsync(folder, turn.Arguments, turn.Expected));
            }

            var table = new Table($"{Resources} resources, 5,000 references; median of {Rounds}", "seconds", "peak memory, MiB");
            foreach (var (name, _, _) in turns)
            {
                table.Add(name, Table.Figure(measured[name].Select(each => each.Seconds).Median()), Table.Figure(measured[name].Select(each => each.MiB).Median()));
            }

            table.Print();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double MiB)> RunAsync(string folder, string[] arguments, int expected)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Time);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var peak = 0.0;
        var status = $"/proc/{process.Id}/status";
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(status));
            await Task.Delay(TimeSpan.FromMilliseconds(2), deadline.Token);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var said = await output;
        return process.ExitCode == expected
            ? (seconds, peak)
            : throw new InvalidOperationException($"deploy {string.Join(' ', arguments)} ended with {process.ExitCode}: {said[..Math.Min(2000, said.Length)]}");
    }

    /// <summary>The most that the process held so far, as the kernel counts it. Zero while it starts or ends.</summary>
    private static double Peak(string status)
    {
        try
        {
            var line = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
