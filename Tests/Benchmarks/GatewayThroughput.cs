using Benchmarks.Load;
using Benchmarks.Measuring;
using Benchmarks.Running;

namespace Benchmarks;

/// <summary>
/// What the gateway costs, beside nginx and HAProxy: Auth straight and through each of them, for an answer that takes one SQL query and
/// for one that takes none. Load generator, proxy, Auth and MySQL share this machine's cores.
/// </summary>
internal static class GatewayThroughput
{
    private const int Repetitions = 5;

    /// <summary>So many requests make all connections, and the cost of as many more is counted.</summary>
    private const int Counted = 20_000;

    private static readonly TimeSpan Saturated = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(6);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        await using var application = await AuthApplication.StartAsync();
        await using var auth = await AuthProcess.StartAsync(application);
        var user = await User.RegisterAsync(auth.Address);
        await using var ways = await WaysToAuth.OpenAsync(auth.Address);

        await MeasureAsync("/auth/me", [ways.Direct, ways.Proxy, ways.Nginx, ways.HAProxy], auth.Address, user);
        await MeasureAsync("/auth/.well-known/jwks.json", [ways.Direct, ways.Proxy, ways.Gateway, ways.Nginx, ways.HAProxy], auth.Address, user: null);
        return 0;
    }

    /// <param name="user">Who asks; null for nobody.</param>
    private static async Task MeasureAsync(string path, IReadOnlyList<Way> ways, Uri auth, User? user)
    {
        Console.WriteLine($"\nGET {path}");
        var figures = ways.ToDictionary(way => way, _ => new GatewayFigures());
        foreach (var (round, way) in Rounds.Interleave(Repetitions, ways))
        {
            var load = await LoadGenerator.SaturateAsync(await TargetAsync(way), Saturated);
            figures[way].PerSecond.Add(load.PerSecond);
            Console.WriteLine($"round {round}, {way.Name}: {Table.Figure(load.PerSecond)} requests/s");
        }

        foreach (var (round, way) in Rounds.Interleave(Repetitions, ways))
        {
            var rate = figures[way].PerSecond.Median() / 2;
            var latencies = await LoadGenerator.AtRateAsync(await TargetAsync(way), rate, Half);
            figures[way].P99.Add(latencies.Quantile(0.99));
            Console.WriteLine($"round {round}, {way.Name} at {Table.Figure(rate)}/s: p99 {Table.Figure(figures[way].P99[^1])} ms of {latencies.Count} requests");
        }

        foreach (var way in ways.Where(way => !way.IsDirect))
        {
            var target = await TargetAsync(way);
            await LoadGenerator.SendAsync(target, Counted);
            figures[way].Cost = await RequestCost.CountAsync(way, auth, Counted, () => LoadGenerator.SendAsync(target, Counted));
        }

        GatewayFigures.Print(figures);

        async Task<Target> TargetAsync(Way way) => way.To(path, user is null ? null : await user.SignInAsync());
    }
}
