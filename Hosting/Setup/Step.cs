using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>Something that takes a while: said when it begins and, with its duration, when it is done.</summary>
internal static class Step
{
    public static async Task RunAsync(ILogger logger, string name, Func<Task> work)
    {
        logger.Bringing(name);
        var start = TimeProvider.System.GetTimestamp();
        await work().ConfigureAwait(false);
        logger.Brought(name, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }
}
