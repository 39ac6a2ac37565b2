namespace Benchmarks.Measuring;

internal static class Rounds
{
    /// <summary>Everybody's turn in each round, each time another one first: what comes and goes on the machine hits all alike.</summary>
    public static IEnumerable<(int Round, T Turn)> Interleave<T>(int rounds, IReadOnlyList<T> turns) =>
        from round in Enumerable.Range(0, rounds)
        from turn in Enumerable.Range(0, turns.Count)
        select (round + 1, turns[(round + turn) % turns.Count]);
}
