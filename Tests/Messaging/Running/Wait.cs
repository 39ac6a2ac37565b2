using System.Diagnostics;

namespace Messaging.Tests.Running;

internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>An exception of the condition means not yet.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null, Func<string>? detail = null)
    {
        var clock = Stopwatch.StartNew();
        Exception? last = null;
        while (clock.Elapsed < (within ?? Deadline))
        {
            try
            {
                if (await condition())
                {
                    return;
                }

                last = null;
            }
            catch (Exception exception)
            {
                last = exception;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s until {what}. {last?.Message} {detail?.Invoke()}");
    }
}
