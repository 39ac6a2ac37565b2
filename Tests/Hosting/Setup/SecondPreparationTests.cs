using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests.Setup;

public class SecondPreparationTests
{
    [Fact]
    public async Task With_everything_present_nothing_is_brought_said_or_locked()
    {
        var first = await Docker.MachineAsync();
        var log = new RecordedLog();

        // Whoever wanted the lock would wait, and say so.
        using var elsewhere = await MachineLock.TakeAsync(NullLogger.Instance, Application.Deadline());
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var second = await Machine.PrepareAsync(new SetupRequest([Docker.MySql], Dashboard: true), log, soon.Token);

        Assert.Empty(log.Messages);
        Assert.Equivalent(first, second, strict: true);
        Assert.True(File.Exists(second.DcpPath) && File.Exists(second.DashboardPath));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_made_anew()
    {
        using var sandbox = new Sandbox().WithBundle();
        await Succeeds(sandbox, says: "DCP and dashboard: ");
        await Succeeds(sandbox, says: null);
        var record = Assert.Single(Directory.GetFiles(Path.Combine(sandbox.Cache, "verified")));
        foreach (var text in new[] { "", "{}" })
        {
            await File.WriteAllTextAsync(record, text);
            await Succeeds(sandbox, says: "DCP and dashboard: ");
        }
    }

    private static async Task Succeeds(Sandbox sandbox, string? says)
    {
        var result = await sandbox.RunSetupAsync();

        Assert.True(result.IsSuccess, result.StandardError);
        Assert.Contains("Ready after", result.StandardOutput, StringComparison.Ordinal);
        if (says is null)
        {
            Assert.DoesNotContain("setup[", result.StandardOutput, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(says, result.StandardOutput, StringComparison.Ordinal);
        }
    }
}
