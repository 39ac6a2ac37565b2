namespace Gateway.Retries;

/// <summary>
/// Keeps retries a small share of the requests, so that they help against one dead replica and do not multiply the
/// load when all are overwhelmed. Every request earns a part of a retry; what is not used is saved up to a reserve.
/// </summary>
/// <param name="ratio">Retries earned per request, 0 to 1.</param>
/// <param name="reserve">The most that is saved, and what it starts with.</param>
internal sealed class RetryBudget(double ratio, int reserve)
{
    // Thousandths of a retry, so that an interlocked integer is enough.
    private const int One = 1000;

    private readonly int _earned = (int)Math.Round(ratio * One);
    private readonly int _most = reserve * One;
    private int _saved = reserve * One;

    public void Earn()
    {
        // The usual case: it is full, and nobody writes to what all requests share.
        while (Volatile.Read(ref _saved) is var saved && saved < _most)
        {
            if (Interlocked.CompareExchange(ref _saved, Math.Min(saved + _earned, _most), saved) == saved)
            {
                return;
            }
        }
    }

    public bool TrySpend()
    {
        while (Volatile.Read(ref _saved) is var saved && saved >= One)
        {
            if (Interlocked.CompareExchange(ref _saved, saved - One, saved) == saved)
            {
                return true;
            }
        }

        return false;
    }
}
