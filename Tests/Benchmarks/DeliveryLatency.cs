using System.Diagnostics;
using Benchmarks.Measuring;
using Benchmarks.Messages;

namespace Benchmarks;

/// <summary>
/// From the commit of an event to the call of its handler: when little happens, and at half of what the service can bear; beside a raw
/// client from publish to delivery over the same broker. A replica that does not hold the outbox must be found out by asking.
/// </summary>
internal static class DeliveryLatency
{
    private const int Idle = 200;
    private const int Publishers = 8;
    private const int Saturating = 4_000;

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(15);

    private static int _next;

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var bench = await Bench.StartAsync();
        var service = await bench.ServiceAsync();

        // Before there is another queue for it: an event that none takes is kept until the service's own is bound.
        await PublishAsync(service);
        await service.Arrivals.UntilAsync(1);

        await using var raw = await RawClient.ConnectAsync(bench);
        const string RawQueue = "raw";
        await raw.DeclareAsync(RawQueue);
        var rawArrivals = new Arrivals();
        await using var consumer = await raw.ConsumeAsync(RawQueue, prefetch: 100, rawArrivals);

        // It comes second to the outbox, and consumes nothing.
        var standby = await bench.ServiceAsync((MeasuredService.Handles, "false"));

        var perSecond = await SaturateAsync(service);
        Console.WriteLine($"from commit to handler at most {Table.Figure(perSecond)}/s");
        service.Arrivals.TakeLatencies();

        var (ours, other, direct) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Idle; i++)
        {
            ours.AddRange(await IdleAsync(service.Arrivals, () => PublishAsync(service)));
            other.AddRange(await IdleAsync(service.Arrivals, () => PublishAsync(standby, service.Arrivals)));
            direct.AddRange(await IdleAsync(rawArrivals, () =>
            {
                rawArrivals.Send(++_next);
                return raw.PublishAsync(_next).AsTask();
            }));
        }

        await AtRateAsync(service, perSecond / 2);
        var half = service.Arrivals.TakeLatencies();

        var table = new Table("", "messages", "p50, ms", "p99, ms", "p99 ÷ raw's");
        foreach (var (name, latencies) in (ReadOnlySpan<(string, IReadOnlyList<double>)>)
        [
            ("raw client, idle: publish to delivery", direct),
            ("ours, idle: commit to handler", ours),
            ("ours, idle, committed by a replica whose relay is the standby", other),
            ($"ours, at {Table.Figure(perSecond / 2)}/s, half of what it can", half),
        ])
        {
            table.Add(name, $"{latencies.Count}", Table.Figure(latencies.Median()), Table.Figure(latencies.Quantile(0.99)), Table.Figure(latencies.Quantile(0.99) / direct.Quantile(0.99)));
        }

        table.Print();
        return 0;
    }

    private static async Task<IReadOnlyList<double>> IdleAsync(Arrivals arrivals, Func<Task> sendAsync)
    {
        var before = arrivals.Count;
        await sendAsync();
        await arrivals.UntilAsync(before + 1);
        await Task.Delay(IdlePause);
        return arrivals.TakeLatencies();
    }

    private static Task PublishAsync(MeasuredService service) => PublishAsync(service, service.Arrivals);

    /// <summary>The clock starts with the commit: its answer may come later than the message.</summary>
    private static Task PublishAsync(MeasuredService service, Arrivals arrivals)
    {
        var number = Interlocked.Increment(ref _next);
        return service.PublishAsync(number, 1, () => arrivals.Send(number));
    }

    /// <returns>Messages per second that get from their own transaction to the handler, when publishers do nothing but publish.</returns>
    private static async Task<double> SaturateAsync(MeasuredService service)
    {
        var (before, clock) = (service.Arrivals.Count, Stopwatch.StartNew());
        await Task.WhenAll(from _ in Enumerable.Range(0, Publishers) select PublishManyAsync());
        await service.Arrivals.UntilAsync(before + Saturating);
        return Saturating / clock.Elapsed.TotalSeconds;

        async Task PublishManyAsync()
        {
            for (var i = 0; i < Saturating / Publishers; i++)
            {
                await PublishAsync(service);
            }
        }
    }

    /// <summary>Each is due at its time, whether those before it are done or not.</summary>
    private static async Task AtRateAsync(MeasuredService service, double perSecond)
    {
        var (before, count, clock) = (service.Arrivals.Count, (int)(perSecond * Half.TotalSeconds), Stopwatch.StartNew());
        var sends = new List<Task>(count);
        while (sends.Count < count)
        {
            while (sends.Count < count && sends.Count < clock.Elapsed.TotalSeconds * perSecond)
            {
                sends.Add(Task.Run(() => PublishAsync(service)));
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(sends);
        await service.Arrivals.UntilAsync(before + count);
    }
}
