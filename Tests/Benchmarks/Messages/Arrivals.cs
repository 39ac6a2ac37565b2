using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Messages;

/// <summary>When each message was sent, and how long until it arrived.</summary>
internal sealed class Arrivals
{
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, long> _sent = new();
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Send(int number) => _sent[number] = Stopwatch.GetTimestamp();

    public void Arrive(int number)
    {
        if (_sent.TryGetValue(number, out var sent))
        {
            _milliseconds.Enqueue(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        Interlocked.Increment(ref _count);
    }

    /// <returns>The latencies since it was last asked.</returns>
    public IReadOnlyList<double> TakeLatencies()
    {
        var taken = new List<double>();
        while (_milliseconds.TryDequeue(out var milliseconds))
        {
            taken.Add(milliseconds);
        }

        return taken;
    }

    public async Task UntilAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Hung);
        while (Count < count)
        {
            await Task.Delay(1, deadline.Token);
        }
    }
}
