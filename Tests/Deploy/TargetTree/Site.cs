using System.Diagnostics;
using System.Globalization;

namespace Deploy.Tests.TargetTree;

/// <summary>
/// Hosts made of the target tree, on one network of their own, each with systemd as its first process: see the script <c>site</c>.
/// Nothing of it outlives this process, however it ends.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Probe = """
        said=$(timeout 1 bash -c 'exec 3<>"/dev/tcp/$0/$1" && cat <&3' ADDRESS PORT 2>&1)
        case $? in 124) [[ $said == *hello* ]] && echo open || echo silent ;; *) [[ $said == *hello* ]] && echo open || echo refused ;; esac
        """;

    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(30);

    /// <summary>How long a state may take to come about on a slow machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly string _folder;
    private readonly Process _process;

    private Site(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Of Debian's sid, which has the databases and the broker that real hosts have from elsewhere.</summary>
    public static Task<Site> StartAsync(params TargetHost[] hosts) => StartAsync("sid", hosts);

    public static async Task<Site> StartAsync(string suite, params TargetHost[] hosts)
    {
        var tree = await DebianTree.FindAsync(suite);
        var folder = Directory.CreateTempSubdirectory("site-").FullName;
        foreach (var host in hosts)
        {
            host.Write(folder);
        }

        var start = new ProcessStartInfo(
            Path.Combine(DebianTree.Scripts, "site"), [tree, folder, .. hosts.Select(host => $"{host.Name}={host.Address}")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var site = new Site(folder, Process.Start(start)!);
        using var patience = new CancellationTokenSource(BootTime);
        if (await site._process.StandardOutput.ReadLineAsync(patience.Token) == "ready")
        {
            return site;
        }

        var reason = await site._process.StandardError.ReadToEndAsync(patience.Token);
        await site.DisposeAsync();
        throw new InvalidOperationException("The hosts did not boot: " + reason);
    }

    /// <summary>Runs a program in a host, as root. It is killed after <paramref name="seconds"/>.</summary>
    public Task<Outcome> RunAsync(string host, string[] command, string? input = null, int seconds = 60) => Outcome.OfAsync(
        new(
            Path.Combine(DebianTree.Scripts, "inside"),
            [_folder, host, seconds.ToString(CultureInfo.InvariantCulture), .. command]),
        TimeSpan.FromSeconds(seconds + 10),
        input);

    /// <summary>What a shell says, without the last new line; it must succeed.</summary>
    public async Task<string> ShellAsync(string host, string script, int seconds = 60)
    {
        var outcome = await RunAsync(host, ["bash", "-euo", "pipefail", "-c", script], seconds: seconds);
        Assert.True(outcome.ExitCode == 0, $"{host}: {script}\n{outcome.Said}");
        return outcome.Output.TrimEnd('\n');
    }

    /// <summary>Asks until the shell says <paramref name="expected"/>.</summary>
    public async Task UntilAsync(string host, string script, string expected)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var outcome = await RunAsync(host, ["bash", "-c", script]);
            if (outcome.Output.TrimEnd('\n') == expected)
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"{host}: {script}\nexpected: {expected}\nlast: {outcome.Said}");
            await Task.Delay(Interval);
        }
    }

    /// <summary>"open" if who connects is greeted with hello, "refused" if told no, "silent" otherwise.</summary>
    public async Task<string> ProbeAsync(string from, string address, int port) => (await RunAsync(
        from, ["bash", "-c", Probe.Replace("ADDRESS", address, StringComparison.Ordinal).Replace("PORT", $"{port}", StringComparison.Ordinal)])).Output.Trim();

    public async ValueTask DisposeAsync()
    {
        // With its input it ends, and takes all with it.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(EndTime);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
