namespace Chaos.Tests.Faults;

/// <param name="After">So many registrations are answered when it begins.</param>
/// <param name="Duration">From the kill to the restart, or from the first mail refused to the last.</param>
/// <param name="Replica">Which of several replicas, modulo their number.</param>
internal sealed record PlannedFault(int After, Fault Fault, TimeSpan Duration, int Replica);

/// <summary>The same seed is the same plan: every kind of fault once, in an order and at moments of chance, then kinds of chance.</summary>
internal static class FaultPlan
{
    public static IReadOnlyList<PlannedFault> Of(int seed, int registrations, int faults)
    {
        // Replayable is what it must be, not unguessable.
#pragma warning disable CA5394
        var random = new Random(seed);
        var kinds = Enum.GetValues<Fault>();
        var chosen = Enumerable.Range(0, faults).Select(i => i < kinds.Length ? kinds[i] : kinds[random.Next(kinds.Length)]).ToArray();
        random.Shuffle(chosen);

        // The last part is left for what the last fault held up.
        var part = registrations / (faults + 1);
        return [.. chosen.Select((fault, i) => new PlannedFault(
            (i * part) + random.Next(part), fault, TimeSpan.FromMilliseconds(random.Next(300, 3000)), random.Next(100)))];
#pragma warning restore CA5394
    }
}
