using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>What was measured with a number of replicas; a list has one figure for each round.</summary>
internal sealed class SignInFigures(string replicas, Uri gateway)
{
    public Uri Gateway => gateway;

    /// <summary>Per second, in a flood of nothing else.</summary>
    public List<double> SignIns { get; } = [];

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

    public static void Print(IReadOnlyList<(double OneThread, double AllCores)> hashes, params IReadOnlyList<SignInFigures> all)
    {
        // While all cores hash, each waits for the memory that they share: that is a hash's time in a flood.
        var ideal = hashes.Select(hash => hash.AllCores).Median();
        var table = new Table("", "sign-ins/s", "÷ (cores ÷ hash time)", "beside others", "others' p99, quiet, ms", "in the flood, ms", "flood ÷ quiet", "refused");
        foreach (var figures in all)
        {
            table.Add(
                figures.ToString(),
                Table.Figure(figures.SignIns.Median()),
                Table.Figure(figures.SignIns.Median() / ideal),
                Table.Figure(figures.SignInsBesideOthers.Median()),
                Table.Figure(figures.QuietP99.Median()),
                Table.Figure(figures.FloodP99.Median()),
                Table.Figure(figures.FloodP99.Median() / figures.QuietP99.Median()),
                $"{figures.Refused}");
        }

        table.Print();
        Console.WriteLine(
            $"Nothing but hashing, one thread: {Table.Figure(hashes.Select(hash => hash.OneThread).Median())} hashes/s; a thread on each core: " +
            $"{Table.Figure(hashes.Select(hash => hash.AllCores).Median())} hashes/s.");
    }

    public override string ToString() => replicas;
}
