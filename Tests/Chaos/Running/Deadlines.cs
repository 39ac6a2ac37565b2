namespace Chaos.Tests.Running;

/// <summary>How long to wait before failing instead. None is a measure of speed: a healthy run needs a fraction of each.</summary>
internal static class Deadlines
{
    public static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    /// <summary>For a server that was killed to serve again, on a machine that is busy.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan Stop = TimeSpan.FromMinutes(1);

    /// <summary>For what was held up to come through, once nothing is broken any more.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task HoldsAsync(Func<string> what, Func<Task<bool>> condition, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not happen within {within.TotalSeconds} s: {what()}");
            }
        }
    }
}
