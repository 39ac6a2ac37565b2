using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Auth.Passwords;

/// <summary>
/// Threads that do nothing but hash, at the lowest priority, so that a flood of sign-ins takes what other requests leave
/// over. Those of the thread pool would be filled by it, and all else would queue behind.
/// </summary>
internal sealed class HashingThreads : IDisposable
{
    private readonly PasswordOptions _options;
    private readonly BlockingCollection<Turn> _turns = [];
    private readonly BlockingCollection<Turn> _done = [];
    private readonly List<Thread> _threads;
    private readonly Thread _answering;
    private int _waiting;

    public HashingThreads(IOptions<PasswordOptions> options)
    {
        _options = options.Value;
        _threads = [.. Enumerable.Range(1, _options.Parallel).Select(number => new Thread(Work)
        {
            Name = $"hashing {number}",
            IsBackground = true,
        })];
        _answering = new Thread(Answer) { Name = "hashed", IsBackground = true };
        _answering.Start();
        _threads.ForEach(thread => thread.Start());
    }

    /// <summary>
    /// Null if no turn came within <see cref="PasswordOptions.MaxWait"/>, or all <see cref="PasswordOptions.Places"/> are taken. A caller that is
    /// cancelled leaves its place to the next; work that has begun is finished.
    /// </summary>
    public async Task<byte[]?> TryRunAsync(Func<byte[]> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > _options.Places)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        var turn = new Turn(work);
        _turns.Add(turn, CancellationToken.None);

        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.CancelAfter(_options.MaxWait);
        await using var leaving = wait.Token.Register(() => Leave(turn));
        var result = await turn.Result;
        if (result is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return result;
    }

    public void Dispose()
    {
        _turns.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _done.CompleteAdding();
        _answering.Join();
        _turns.Dispose();
        _done.Dispose();
    }

    private void Work()
    {
        LowestPriority.Take();
        foreach (var turn in _turns.GetConsumingEnumerable())
        {
            // Who left is still in the queue, but costs no more than this look.
            if (turn.TryTake())
            {
                Interlocked.Decrement(ref _waiting);
                turn.Run();
                _done.Add(turn);
            }
        }
    }

    // At normal priority. A result wakes the thread pool, which may start another thread of its own for it; that one takes
    // over the priority of the thread that starts it, and keeps it for whatever it does later.
    private void Answer()
    {
        foreach (var turn in _done.GetConsumingEnumerable())
        {
            turn.Answer();
        }
    }

    private void Leave(Turn turn)
    {
        if (turn.TryTake())
        {
            Interlocked.Decrement(ref _waiting);
            turn.GiveUp();
        }
    }

    /// <summary>A piece of work that waits. Either a thread takes it or its caller takes it back.</summary>
    private sealed class Turn(Func<byte[]> work)
    {
        private readonly TaskCompletionSource<byte[]?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;
        private byte[]? _hash;
        private Exception? _failure;

        public Task<byte[]?> Result => _result.Task;

        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public void GiveUp() => _result.SetResult(null);

        public void Run()
        {
            try
            {
                _hash = work();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        public void Answer()
        {
            if (_failure is null)
            {
                _result.SetResult(_hash);
            }
            else
            {
                _result.SetException(_failure);
            }
        }
    }
}
