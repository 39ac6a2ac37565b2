namespace ServiceDefaults.Messaging.Outbox;

/// <summary>
/// Wakes the relay. It is set when a row is written, before its transaction commits, since a transaction tells nobody of its commit;
/// so the relay that finds nothing asks again after a few milliseconds, then after twice as many, and so on.
/// </summary>
internal sealed class OutboxSignal : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);

    private readonly SemaphoreSlim _set = new(0, 1);
    private TimeSpan _pause = TimeSpan.MaxValue;

    public void Dispose() => _set.Dispose();

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set already.
        }
    }

    /// <summary>Returns when it is worth asking again, after <paramref name="longest"/> at the latest.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (await _set.WaitAsync(_pause < longest ? _pause : longest, cancellationToken))
        {
            _pause = FirstPause;
        }
        else
        {
            _pause = _pause < longest ? 2 * _pause : TimeSpan.MaxValue;
        }
    }
}
