using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Deploy.Tests.TargetTree;

/// <summary>The Debian tree whose programs judge what is rendered. <c>eng/target-tree</c> brings it; without it the tests fail.</summary>
internal static class DebianTree
{
    /// <summary>Packages are downloaded and unpacked the first time, which takes a minute, and more behind a slow mirror.</summary>
    private static readonly TimeSpan BringTime = TimeSpan.FromMinutes(15);

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Brought = new(StringComparer.Ordinal);

    public static string RepositoryRoot { get; } = typeof(DebianTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Where the scripts of this folder stand.</summary>
    public static string Scripts { get; } = Path.Combine(RepositoryRoot, "Tests", "Deploy", "TargetTree");

    /// <param name="suite">Of Debian.</param>
    public static Task<string> FindAsync(string suite) => Brought.GetOrAdd(suite, new Lazy<Task<string>>(() => BringAsync(suite))).Value;

    private static async Task<string> BringAsync(string suite)
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryRoot, "eng", "target-tree"));
        start.Environment["TARGET_SUITE"] = suite;
        var outcome = await Outcome.OfAsync(start, BringTime);
        return outcome.ExitCode == 0 ? outcome.Output.Trim() : throw new InvalidOperationException("eng/target-tree: " + outcome.Error);
    }
}
