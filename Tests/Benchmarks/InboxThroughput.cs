using System.Diagnostics;
using Benchmarks.Measuring;
using Benchmarks.Messages;

namespace Benchmarks;

/// <summary>
/// How fast a full queue is worked off, each message in a transaction with its row in the inbox, beside a consumer that only
/// acknowledges; by how many messages may share a transaction.
/// </summary>
internal static class InboxThroughput
{
    private const int Repetitions = 3;
    private const int Count = 10_000;
    private const ushort Prefetch = 500;

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var bench = await Bench.StartAsync();
        await using var raw = await RawClient.ConnectAsync(bench);
        await raw.DeclareAsync(MeasuredService.Queue);
        Turn[] turns = [new(BatchSize: null), new(1), new(10), new(50)];
        foreach (var (round, turn) in Rounds.Interleave(1 + Repetitions, turns))
        {
            // A transaction each is slow enough to be measured on fewer.
            var count = turn.BatchSize == 1 ? Count / 2 : Count;
            await raw.PublishAsync(0, count);
            var perSecond = count / (turn.BatchSize is { } size ? await OursAsync(bench, size, count) : await RawAsync(raw, count)).TotalSeconds;
            Console.WriteLine($"round {round - 1}, {turn.Name}: {Table.Figure(perSecond)}/s");
            if (round > 1)
            {
                turn.PerSecond.Add(perSecond);
            }
        }

        var table = new Table($"prefetch {Prefetch}, median of {Repetitions}", "messages/s", "÷ raw");
        foreach (var turn in turns)
        {
            table.Add(turn.Name, Table.Figure(turn.PerSecond.Median()), Table.Figure(turn.PerSecond.Median() / turns[0].PerSecond.Median()));
        }

        table.Print();
        return 0;
    }

    private static async Task<TimeSpan> RawAsync(RawClient raw, int count)
    {
        var arrivals = new Arrivals();
        await using var consumer = await raw.ConsumeAsync(MeasuredService.Queue, Prefetch, arrivals);
        return await TimeAsync(arrivals, count);
    }

    private static async Task<TimeSpan> OursAsync(Bench bench, int batchSize, int count)
    {
        var queue = $"Messaging:Queues:{MeasuredService.Queue}";
        await using var service = await bench.ServiceAsync(
            (MeasuredService.Publishes, "false"), ($"{queue}:BatchSize", $"{batchSize}"), ($"{queue}:Prefetch", $"{Prefetch}"));
        return await TimeAsync(service.Arrivals, count);
    }

    /// <summary>From the first arrival, since the start of a service is not meant, to the last.</summary>
    private static async Task<TimeSpan> TimeAsync(Arrivals arrivals, int count)
    {
        await arrivals.UntilAsync(1);
        var clock = Stopwatch.StartNew();
        await arrivals.UntilAsync(count);
        return clock.Elapsed;
    }

    /// <param name="BatchSize">Null: the raw client.</param>
    private sealed record Turn(int? BatchSize)
    {
        public string Name => BatchSize switch
        {
            null => "RabbitMQ.Client, acknowledging each by itself",
            1 => "our inbox, a transaction for each message (as it ships)",
            _ => $"our inbox, up to {BatchSize} messages in a transaction",
        };

        public List<double> PerSecond { get; } = [];
    }
}
