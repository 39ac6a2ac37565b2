using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>Something that takes a while: said when it begins, every now and then, and with its duration when it is done.</summary>
internal static class Step
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(ILogger logger, string name, Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await WatchAsync(logger, name, work()).ConfigureAwait(false);
        logger.Brought(name, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Without a word at the end, for work whose result says whether it is done.</summary>
    public static async Task<T> WatchAsync<T>(ILogger logger, string name, Task<T> work)
    {
        await WatchAsync(logger, name, (Task)work).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    private static async Task WatchAsync(ILogger logger, string name, Task work)
    {
        logger.Bringing(name);
        var start = TimeProvider.System.GetTimestamp();
        while (await Task.WhenAny(work, Task.Delay(Reminder, CancellationToken.None)).ConfigureAwait(false) != work)
        {
            logger.StillBringing(name, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }

        await work.ConfigureAwait(false);
    }
}
