namespace ServiceDefaults.Messaging.Broker;

/// <summary>Keeps something going that ends by an exception whenever the broker or the database is lost.</summary>
internal static class Sessions
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Runs <paramref name="session"/> again and again, with growing pauses (and a little chance, so that many do not return at once)
    /// unless it lived longer than the longest one.
    /// </summary>
    public static async Task KeepAsync(
        Func<CancellationToken, Task> session,
        Action<Exception, TimeSpan> tell,
        TimeSpan maxPause,
        TimeProvider clock,
        CancellationToken stopping)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            try
            {
                await session(stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                pause = clock.GetElapsedTime(began) > maxPause ? FirstPause : pause;
                tell(exception, pause);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }

            if (stopping.IsCancellationRequested)
            {
                return;
            }

            // Chance only spreads load; nothing secret depends on it.
#pragma warning disable CA5394
            await Task.Delay(pause * (0.8 + (0.4 * Random.Shared.NextDouble())), clock, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore CA5394
            pause = pause * 2 < maxPause ? pause * 2 : maxPause;
        }
    }
}
