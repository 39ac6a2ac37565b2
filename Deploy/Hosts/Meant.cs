using Deploy.Faults;

namespace Deploy.Hosts;

/// <summary>What to do about a name that there is not.</summary>
internal static class Meant
{
    private const int MaxNames = 10;

    /// <summary>The near-miss as a remedy, or <paramref name="otherwise"/> where nothing is near.</summary>
    public static string Or(FaultList faults, string word, IEnumerable<string> known, string otherwise) =>
        faults.Hint(word, known) is { Length: > 0 } hint ? hint.TrimStart() : otherwise;

    /// <summary>The first few, as part of a sentence.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MaxNames)) + (names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "");
}
