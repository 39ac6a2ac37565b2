using Harness.Processes;

namespace Harness.Peers;

/// <summary>Programs of Debian that stand beside ours, brought by <c>eng/peers</c> and run where they were unpacked.</summary>
public static class DebianPeers
{
    /// <summary>A download, on a slow line.</summary>
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(5);

    /// <param name="program">Its path in the package, such as <c>usr/sbin/nginx</c>.</param>
    public static async Task<ChildProcess> StartAsync(string package, string program, params IEnumerable<string> arguments)
    {
        var root = await BringAsync(package);
        var libraries = Directory.GetDirectories(Path.Combine(root, "usr/lib"), "*-linux-gnu");
        return ChildProcess.Start(
            Path.Combine(root, program), arguments, new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = string.Join(':', libraries) });
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Everything it wrote.</returns>
    public static async Task<string> RunAsync(string package, string program, TimeSpan within, params IEnumerable<string> arguments)
    {
        await using var process = await StartAsync(package, program, arguments);
        await process.EndAsync(within);
        return process.Output;
    }

    private static async Task<string> BringAsync(string package)
    {
        await using var script = ChildProcess.Start(Path.Combine(Repository.Root, "eng/peers"), [package]);
        return await script.EndAsync(Download) == 0
            ? script.Output.Split('\n')[^1]
            : throw new InvalidOperationException(script.Output);
    }
}
