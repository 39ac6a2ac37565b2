using System.Diagnostics;
using Benchmarks.Measuring;
using Benchmarks.Messages;

namespace Benchmarks;

/// <summary>
/// How fast a backlog leaves the outbox, read, published, confirmed and deleted, beside a client that publishes the same messages from
/// memory to the same quorum queue with as many confirms in flight. Nobody consumes meanwhile.
/// </summary>
internal static class RelayThroughput
{
    private const int Repetitions = 7;
    private const int Count = 10_000;

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var bench = await Bench.StartAsync();
        await using var raw = await RawClient.ConnectAsync(bench);
        await raw.DeclareAsync(MeasuredService.Queue);
        var service = await bench.ServiceAsync((MeasuredService.Handles, "false"));

        var relay = new Measurement("our relay, from the commit of the backlog to an empty outbox", async () =>
        {
            await service.PublishAsync(0, Count);
            return bench.OutboxIsEmptyAsync;
        });
        var client = new Measurement("RabbitMQ.Client, from the first publish to the last confirm", () => Task.FromResult(() => raw.PublishAsync(0, Count)));

        // The first round makes everything warm and does not count.
        foreach (var (round, turn) in Rounds.Interleave(1 + Repetitions, [relay, client]))
        {
            var end = await turn.PrepareAsync();
            var clock = Stopwatch.StartNew();
            await end();
            var perSecond = Count / clock.Elapsed.TotalSeconds;
            Console.WriteLine($"round {round - 1}, {turn.Name}: {Table.Figure(perSecond)}/s");
            if (round > 1)
            {
                turn.PerSecond.Add(perSecond);
            }

            await raw.PurgeAsync(MeasuredService.Queue);
        }

        var table = new Table($"{Count} messages, median of {Repetitions}", "messages/s", "÷ raw");
        foreach (var turn in (Measurement[])[client, relay])
        {
            table.Add(turn.Name, Table.Figure(turn.PerSecond.Median()), Table.Figure(turn.PerSecond.Median() / client.PerSecond.Median()));
        }

        table.Print();
        return 0;
    }

    /// <param name="PrepareAsync">Ends when the clock is to start, and gives what is to be timed.</param>
    private sealed record Measurement(string Name, Func<Task<Func<Task>>> PrepareAsync)
    {
        public List<double> PerSecond { get; } = [];
    }
}
