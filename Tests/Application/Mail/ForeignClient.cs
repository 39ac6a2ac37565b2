using System.Diagnostics;
using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.Mail;

/// <summary>A program outside .NET: <c>foreign.py</c>, on Debian's python3-pika, which <c>eng/peers</c> brings.</summary>
internal static class ForeignClient
{
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(5);

    /// <returns>The lines it wrote.</returns>
    public static async Task<string[]> RunForeignAsync(this RunningApplication application, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var url = await application.App.GetConnectionStringAsync("messaging", deadline.Token);
        var root = (await RunAsync(Path.Combine(Repository(), "eng/peers"), ["python3-pika"], Download, []))[^1];

        // Where the machine has no Python, the package brought one.
        var brought = Path.Combine(root, "usr/bin/python3");
        var script = Path.Combine(AppContext.BaseDirectory, "Mail/foreign.py");
        return await RunAsync(
            File.Exists(brought) ? brought : "python3",
            [script, .. arguments],
            Deadlines.Healthy,
            new() { ["AMQP_URL"] = url!, ["PYTHONPATH"] = Path.Combine(root, "usr/lib/python3/dist-packages") });
    }

    private static async Task<string[]> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan within, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var deadline = new CancellationTokenSource(within);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await error}");
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Aspire.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
