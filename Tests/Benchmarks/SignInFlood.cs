using Benchmarks.Load;
using Benchmarks.Measuring;
using Benchmarks.Running;
using Harness.Gateways;

namespace Benchmarks;

/// <summary>
/// A flood of sign-ins through the gateway: how many per second, beside what the cores could do if they did nothing but hash; and how
/// long those who are signed in wait meanwhile, beside a quiet time. With one replica of Auth, and with two on the same cores.
/// </summary>
internal static class SignInFlood
{
    private const int Repetitions = 5;
    private const int Accounts = 200;

    /// <summary>Requests per second of those who are signed in: 3,600 in each round.</summary>
    private const double Modest = 300;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    /// <summary>Until everybody waits for a turn.</summary>
    private static readonly TimeSpan Rise = TimeSpan.FromSeconds(4);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());
        Console.WriteLine(ThisMachine.DescribeScheduling());
        await using var application = await AuthApplication.StartAsync();
        await using var alone = await AuthProcess.StartAsync(application);
        await using var first = await AuthProcess.StartAsync(application, application.SharedCores);
        await using var second = await AuthProcess.StartAsync(application, application.SharedCores);
        var users = new List<User>();
        while (users.Count < Accounts)
        {
            users.Add(await User.RegisterAsync(alone.Address));
        }

        var hash = await HashSpeed.OfAsync(application.AuthEnvironment["ConnectionStrings__auth-db"]!);
        await using var toOne = await GatewayProcess.StartAsync(GatewayUnderLoad.BehindEdge(alone.Address));
        await using var toTwo = await GatewayProcess.StartAsync(GatewayUnderLoad.BehindEdge(first.Address, second.Address));
        var (one, two) = (new SignInFigures("one replica", toOne.Address), new SignInFigures("two replicas", toTwo.Address));
        foreach (var figures in new[] { one, two })
        {
            await WarmAsync(figures, users);
        }

        foreach (var (round, figures) in Rounds.Interleave(Repetitions, [one, two]))
        {
            await MeasureAsync(figures, users, hash);
            Console.WriteLine($"round {round}, {figures}: {figures.LastRound}");
        }

        SignInFigures.Print(one, two);
        return 0;
    }

    /// <summary>The runtime compiles again what runs most, which takes a core for many seconds.</summary>
    private static async Task WarmAsync(SignInFigures figures, IReadOnlyList<User> users)
    {
        await using var flood = new Flood(figures.Gateway, users);
        await LoadGenerator.AtRateAsync(new Target(new Uri(figures.Gateway, "/auth/me"), await users[0].SignInAsync()), Modest, WarmUp);
    }

    private static async Task MeasureAsync(SignInFigures figures, IReadOnlyList<User> users, HashSpeed hash)
    {
        var me = new Target(new Uri(figures.Gateway, "/auth/me"), await users[0].SignInAsync());
        figures.QuietP99.Add((await LoadGenerator.AtRateAsync(me, Modest, Duration)).Quantile(0.99));

        // Before and after, since what the machine can do changes within a minute.
        var before = hash.PerSecond(Environment.ProcessorCount);
        await using (var alone = new Flood(figures.Gateway, users))
        {
            await Task.Delay(Rise);
            figures.SignIns.Add(await alone.PerSecondAsync(Task.Delay(Duration)));
            figures.Refused += alone.Refused;
        }

        figures.Hashes.Add((before + hash.PerSecond(Environment.ProcessorCount)) / 2);

        await using var flood = new Flood(figures.Gateway, users);
        await Task.Delay(Rise);
        var others = LoadGenerator.AtRateAsync(me, Modest, Duration);
        figures.SignInsBesideOthers.Add(await flood.PerSecondAsync(others));
        figures.FloodP99.Add((await others).Quantile(0.99));
        figures.Refused += flood.Refused;
    }
}
