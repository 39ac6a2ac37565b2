using System.Runtime.CompilerServices;

namespace Hosting.Run.Dashboard;

internal static class Batches
{
    /// <summary>
    /// Whatever is there without waiting, together. The first batch comes at once, empty if there is nothing;
    /// later ones have at least one item and at most <paramref name="max"/>.
    /// </summary>
    internal static async IAsyncEnumerable<IReadOnlyList<T>> Of<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> source,
        int max,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = source(ended.Token).GetAsyncEnumerator(ended.Token);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            for (var more = true; more;)
            {
                var batch = new List<T>();
                while (next.IsCompleted && batch.Count < max && (more = await next))
                {
                    batch.Add(items.Current);
                    next = items.MoveNextAsync().AsTask();
                }

                yield return batch;
                more = more && await next.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            // An enumerator may not be disposed while it is asked for its next item.
            await ended.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await items.DisposeAsync();
        }
    }
}
