using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>What was measured with a number of replicas; a list has one figure for each round.</summary>
internal sealed class SignInFigures(string replicas, Uri gateway)
{
    public Uri Gateway => gateway;

    /// <summary>Per second, in a flood of nothing else.</summary>
    public List<double> SignIns { get; } = [];

    /// <summary>Hashes per second if the cores do nothing else, measured just before and after: all of them wait for the memory that they share.</summary>
    public List<double> Hashes { get; } = [];

    /// <summary>Per second, while others ask who they are.</summary>
    public List<double> SignInsBesideOthers { get; } = [];

    /// <summary>Milliseconds that those others wait, without a flood.</summary>
    public List<double> QuietP99 { get; } = [];

    /// <summary>Milliseconds that they wait in the flood.</summary>
    public List<double> FloodP99 { get; } = [];

    /// <summary>Sign-ins that were answered otherwise than by tokens.</summary>
    public int Refused { get; set; }

    public string LastRound =>
        $"{Table.Figure(SignIns[^1])} sign-ins/s, {Table.Figure(SignInsBesideOthers[^1])} beside others, " +
        $"whose p99 was {Table.Figure(QuietP99[^1])} ms in quiet and {Table.Figure(FloodP99[^1])} ms in the flood";

    /// <summary>Each ratio is the median of the rounds' ratios: what one round has beside it, it has in both of its figures.</summary>
    public static void Print(params IReadOnlyList<SignInFigures> all)
    {
        var table = new Table("", "sign-ins/s", "÷ (cores ÷ hash time)", "beside others", "others' p99, quiet, ms", "in the flood, ms", "flood ÷ quiet", "refused");
        foreach (var figures in all)
        {
            table.Add(
                figures.ToString(),
                Table.Figure(figures.SignIns.Median()),
                Table.Figure(figures.SignIns.Zip(figures.Hashes, (signIns, hashes) => signIns / hashes).Median()),
                Table.Figure(figures.SignInsBesideOthers.Median()),
                Table.Figure(figures.QuietP99.Median()),
                Table.Figure(figures.FloodP99.Median()),
                Table.Figure(figures.FloodP99.Zip(figures.QuietP99, (flood, quiet) => flood / quiet).Median()),
                $"{figures.Refused}");
        }

        table.Print();
        Console.WriteLine($"Nothing but hashing, a thread on each core: {Table.Figure(all.SelectMany(figures => figures.Hashes).Median())} hashes/s.");
    }

    public override string ToString() => replicas;
}
