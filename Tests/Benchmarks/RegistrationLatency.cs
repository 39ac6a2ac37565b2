using Benchmarks.Load;
using Benchmarks.Measuring;
using Benchmarks.Running;
using Harness.Gateways;

namespace Benchmarks;

/// <summary>How long a registration takes through the gateway while the broker is up, and while it is down: it must not matter.</summary>
internal static class RegistrationLatency
{
    private const int Repetitions = 5;

    /// <summary>Less than half of what two cores can hash.</summary>
    private const double PerSecond = 8;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(25);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var application = await AuthApplication.StartAsync(sendsMail: true);
        await using var auth = await AuthProcess.StartAsync(application);
        await using var gateway = await GatewayProcess.StartAsync(GatewayUnderLoad.BehindEdge(auth.Address));
        await Registering.AtRateAsync(gateway.Address, PerSecond, WarmUp);

        var (up, down) = (new List<IReadOnlyList<double>>(), new List<IReadOnlyList<double>>());
        foreach (var (round, waits) in Rounds.Interleave(Repetitions, [up, down]))
        {
            await application.SetBrokerAsync(running: waits == up);
            waits.Add(await Registering.AtRateAsync(gateway.Address, PerSecond, Duration));
            Console.WriteLine($"round {round}, broker {(waits == up ? "up" : "down")}: p99 {Table.Figure(waits[^1].Quantile(0.99))} ms");
        }

        var table = new Table("", "registrations", "p50, ms", "p99, ms");
        foreach (var (name, waits) in (ReadOnlySpan<(string, List<IReadOnlyList<double>>)>)[("broker up", up), ("broker down", down)])
        {
            var all = waits.SelectMany(round => round).ToList();
            table.Add(name, $"{all.Count}", Table.Figure(all.Median()), Table.Figure(all.Quantile(0.99)));
        }

        table.Print();
        var ratios = up.Zip(down, (with, without) => with.Quantile(0.99) / without.Quantile(0.99));
        Console.WriteLine($"p99 broker up ÷ down, median of the rounds' ratios: {Table.Figure(ratios.Median())}");
        return 0;
    }
}
