namespace Auth.Administration;

/// <summary>The query parameter <c>limit</c> of a list.</summary>
internal static class PageSize
{
    public const int Default = 50;

    private const int Max = 200;

    public static Dictionary<string, string[]>? Fault(int limit) => limit is < 1 or > Max
        ? new Dictionary<string, string[]> { ["limit"] = [$"Must be from 1 to {Max}."] }
        : null;
}
