using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Harness.Processes;

/// <summary>A program that runs beside the test. Its output is kept for the message of whatever fails; it is always stopped and reaped.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private TaskCompletionSource _said = Signal();
    private bool _disposed;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Everything it wrote so far, to standard output and error.</summary>
    public string Output => string.Join('\n', _output);

    public bool HasEnded => _disposed || _process.HasExited;

    /// <param name="environment">Set on top of the test's own; null removes a variable.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Read(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Read(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until its output contains a text.</summary>
    /// <exception cref="InvalidOperationException">It ended, or the time passed; the message holds its output.</exception>
    public async Task SaysAsync(string text, TimeSpan within)
    {
        var (ended, late) = (_process.WaitForExitAsync(), Task.Delay(within));
        while (true)
        {
            var said = Volatile.Read(ref _said).Task;
            if (Output.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            if (await Task.WhenAny(said, ended, late) != said)
            {
                var how = ended.IsCompleted ? $"ended with exit code {_process.ExitCode}" : $"ran for {within.TotalSeconds} s";
                throw new InvalidOperationException($"{_process.StartInfo.FileName} {how} without saying '{text}'. It said:\n{Output}");
            }
        }
    }

    /// <summary>Asks it to end (SIGTERM), and returns at once.</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public void Kill() => Signal("-KILL");

    /// <summary>Waits for its end and the last of its output.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        Terminate();
        try
        {
            await EndAsync(Deadlines.Stop);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await EndAsync(Deadlines.Stop);
        }

        _disposed = true;
        _process.Dispose();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal(string signal)
    {
        if (!HasEnded)
        {
            using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    private void Read(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
            Interlocked.Exchange(ref _said, Signal()).SetResult();
        }
    }
}
