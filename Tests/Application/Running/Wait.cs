using System.Diagnostics;

namespace Application.Tests.Running;

internal static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns as soon as the condition holds. A server that does not answer means: not yet.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        Exception? last = null;
        while (clock.Elapsed < (within ?? Deadlines.Healthy))
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
            {
                last = exception;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s until {what}.", last);
    }
}
