using Benchmarks.Load;
using Benchmarks.Measuring;
using Benchmarks.Running;

namespace Benchmarks;

/// <summary>
/// What telemetry costs: a gateway and Auth that export to a receiver on this machine, beside two that export nothing; and whether
/// every span arrives that was begun.
/// </summary>
internal static class TracingCost
{
    private const int Repetitions = 7;

    /// <summary>Requests whose CPU time and whose spans are counted.</summary>
    private const int Counted = 20_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var application = await AuthApplication.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var off = await GatewayAndAuth.StartAsync(application);
        await using var on = await GatewayAndAuth.StartAsync(application, receiver.Environment);
        var user = await User.RegisterAsync(off.Auth);

        var (without, with) = (new TracingFigures("off", off), new TracingFigures("on", on));
        foreach (var figures in new[] { without, with })
        {
            // The runtime compiles again what runs most: not in the first rounds.
            await LoadGenerator.SendAsync(await MeAsync(figures.Processes, user), Counted);
        }

        foreach (var (round, figures) in Rounds.Interleave(Repetitions, [without, with]))
        {
            var load = await LoadGenerator.SaturateAsync(await MeAsync(figures.Processes, user), Duration);
            figures.PerSecond.Add(load.PerSecond);
            Console.WriteLine($"round {round}, telemetry {figures.Telemetry}: {Table.Figure(load.PerSecond)} requests/s");
        }

        foreach (var figures in new[] { without, with })
        {
            await figures.CountCpuAsync(await MeAsync(figures.Processes, user), Counted);
        }

        TracingFigures.Print(without, with);
        Console.WriteLine(await CountSpansAsync(receiver.Traces, await MeAsync(on, user)));
        Console.WriteLine($"In the whole run, gateway and Auth said that they dropped {on.DroppedSpans} spans.");
        return 0;
    }

    private static async Task<string> CountSpansAsync(RequestTraces traces, Target target)
    {
        await traces.SettleAsync();
        traces.Forget();
        await LoadGenerator.SendAsync(target, LoadGenerator.Connections);
        await traces.SettleAsync();
        var each = (double)traces.Spans / LoadGenerator.Connections;

        traces.Forget();
        await LoadGenerator.SendAsync(target, Counted);
        await traces.SettleAsync();
        return $"Of {Counted} requests at full load arrived {traces.Count} traces and {traces.Spans} spans; {each * Counted} spans were begun, {each} for each.";
    }

    private static async Task<Target> MeAsync(GatewayAndAuth processes, User user) =>
        new(new Uri(processes.Gateway, "/auth/me"), await user.SignInAsync());
}
