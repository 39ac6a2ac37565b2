using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Hosting.Run.Building;
using Hosting.Run.Dashboard;

namespace Hosting.Tests;

/// <summary>The sample app host as a process of its own, as <c>dotnet run</c> starts it, but at random ports and without the dashboard.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    private AppHostProcess(Process process) => _process = process;

    /// <summary>A variable that everything it starts inherits, by which what it left behind is found.</summary>
    private string Mark { get; } = Guid.NewGuid().ToString("N");

    internal static AppHostProcess Start(params string[] args)
    {
        // What a shell runs in the background ignores SIGINT, and whatever that starts inherits it: then .NET leaves it at that.
        var start = new ProcessStartInfo("env")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "--default-signal=INT", "dotnet", "exec", Repository.Output("Tests/Hosting/Samples/Host", "Host.dll"), "--environment=Development",
            $"--{CommandLine.RandomizePorts}=true", $"--{DashboardRunner.DisabledKey}=true", .. args,
        ];
        foreach (var arg in all)
        {
            start.ArgumentList.Add(arg);
        }

        var host = new AppHostProcess(new Process { StartInfo = start });
        start.Environment["TEST_MARK"] = host.Mark;
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Waits for a text in its output.</summary>
    internal async Task SaysAsync(string text)
    {
        var seen = _awaited.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_output.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            seen.TrySetResult();
        }

        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(seen.Task, ended, Task.Delay(Application.Time)) != seen.Task)
        {
            Assert.Fail($"The app host did not say '{text}'. It said:\n{string.Join('\n', _output)}");
        }
    }

    internal void KillAtOnce() => _process.Kill(entireProcessTree: false);

    /// <summary>Every process that it started, directly or not, and that still runs; by id and command line.</summary>
    internal IReadOnlyDictionary<int, string> Descendants() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && id != _process.Id && Read(id, "environ").Contains(Mark, StringComparison.Ordinal))
        .ToDictionary(id => id, id => Read(id, "cmdline").Replace('\0', ' '));

    /// <summary>As Ctrl-C does; it ends by itself.</summary>
    internal async Task InterruptAsync()
    {
        using var interrupt = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(Application.Deadline());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await InterruptAsync();
        }

        _process.Dispose();
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return "";
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        foreach (var (text, seen) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }
        }
    }
}
