using System.Globalization;

namespace Hosting.Tests.Orchestration;

/// <summary>However the app host ends, it leaves no process and no container behind.</summary>
public class CleanUpTests
{
    /// <summary>The label in which DCP notes the process that made a container.</summary>
    private const string CreatorLabel = "com.microsoft.developer.usvc-dev.creatorProcessId";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_left_of_an_app_host_that_was_killed_or_interrupted(bool killed)
    {
        await using var host = AppHostProcess.Start();
        await host.SaysAsync("sample-web is ready");
        var started = host.Descendants();
        Assert.Equal(2, started.Values.Count(command => command.Contains("Web.dll", StringComparison.Ordinal)));
        Assert.NotEmpty(await ContainersOfAsync(started.Keys));

        if (killed)
        {
            host.KillAtOnce();
        }
        else
        {
            await host.InterruptAsync();
        }

        using var timer = new PeriodicTimer(Poll);
        var deadline = Application.Deadline();
        while (host.Descendants().Count > 0 || (await ContainersOfAsync(started.Keys)).Count > 0)
        {
            await timer.WaitForNextTickAsync(deadline);
        }
    }

    private static async Task<IReadOnlyList<string>> ContainersOfAsync(IEnumerable<int> processes)
    {
        var creators = processes.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        var containers = await Docker.LinesAsync("ps", "--all", "--format", $$$"""{{.Names}} {{.Label "{{{CreatorLabel}}}"}}""");
        return [.. containers.Where(line => creators.Contains(line.Split(' ')[^1]))];
    }
}
