using Harness;
using Harness.Processes;

namespace Benchmarks.Load;

/// <summary>One process of Debian's h2load, speaking HTTP/1.1, with one request at a time on each connection.</summary>
internal static class H2Load
{
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> Folder = new(BringAsync);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">How much load; see h2load(1).</param>
    /// <param name="within">How long that may take before it counts as hung.</param>
    public static async Task<H2LoadReport> RunAsync(Target target, TimeSpan within, params IEnumerable<string> arguments)
    {
        var folder = await Folder.Value;
        IEnumerable<string> user = target.AccessToken is null ? [] : ["--header", $"Authorization: Bearer {target.AccessToken}"];
        await using var process = ChildProcess.Start(
            Path.Combine(folder, "usr/bin/h2load"),
            ["--h1", .. arguments, .. user, target.Url.ToString()],
            new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = Directory.GetDirectories(Path.Combine(folder, "usr/lib"), "*-linux-gnu").Single() });
        await process.EndAsync(within);
        return H2LoadReport.Of(process.Output);
    }

    private static async Task<string> BringAsync()
    {
        await using var script = ChildProcess.Start(Path.Combine(Repository.Root, "eng/peers"), ["nghttp2-client"]);
        return await script.EndAsync(Download) == 0
            ? script.Output.Split('\n')[^1]
            : throw new InvalidOperationException(script.Output);
    }
}
