using System.Diagnostics;
using System.Globalization;
using CliWrap;
using Hosting.Setup;

namespace Hosting.Tests.Setup;

public class MachineLockTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_killed_set_up_frees_its_lock_and_the_next_removes_what_it_left()
    {
        using var sandbox = new Sandbox().WithEmptyHome();
        var place = sandbox.Script("npm", """echo $$ >"$PLACE.new"; mv "$PLACE.new" "$PLACE"; exec sleep 300""");
        using var killed = new CancellationTokenSource();
        var holder = sandbox.Setup().ExecuteAsync(killed.Token);
        try
        {
            await UntilAsync(() => File.Exists(place));
            var log = new RecordedLog();
            var turn = MachineLock.TakeAsync(log, Application.Deadline());
            var pid = holder.ProcessId.ToString(CultureInfo.InvariantCulture);
            await UntilAsync(() => log.Messages.Any(message => message.Contains($"process {pid} holds", StringComparison.Ordinal)));
            Assert.False(turn.IsCompleted);

            // Only the holder: what it started lives on, and must not keep the lock.
            Process.GetProcessById(holder.ProcessId).Kill(entireProcessTree: false);
            (await turn).Dispose();
            Assert.NotEmpty(Directory.GetDirectories(sandbox.Cache, "work-*"));

            sandbox.Script("npm", "echo 'no network' >&2; exit 1");
            var next = await sandbox.RunSetupAsync();
            Assert.Equal(1, next.ExitCode);
            Assert.Contains("DCP and the Aspire dashboard: no network.", next.StandardError, StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories(sandbox.Cache, "work-*"));
        }
        finally
        {
            await killed.CancelAsync();
            await Task.WhenAny(holder);
            if (File.Exists(place))
            {
                // Fails where it ended with the holder.
                await Cli.Wrap("kill").WithArguments(["-KILL", (await File.ReadAllTextAsync(place)).Trim()]).WithValidation(CommandResultValidation.None).ExecuteAsync();
            }
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = Application.Deadline();
        while (!condition())
        {
            await Task.Delay(Poll, deadline);
        }
    }
}
