using System.Text.RegularExpressions;

namespace Gateway.Configuration;

/// <summary>
/// Routes of which routing could not choose one, which it would tell with the first request (500): the same path, and
/// the same method or all methods in both. A route with methods goes before one without.
/// </summary>
internal static partial class RouteConflicts
{
    /// <param name="section">The configuration path of the routes, which starts every fault.</param>
    public static IEnumerable<string> Of(string section, IReadOnlyDictionary<string, GatewayRoute> routes)
    {
        var paths = routes
            .SelectMany(route => route.Value.Paths.Select((path, n) => (route.Key, Index: n, Text: Normal(path), route.Value.Methods)))
            .ToList();
        return
        [
            .. from path in paths.Select((value, n) => (Value: value, Before: paths.Take(n)))
               from other in path.Before
               where other.Text == path.Value.Text && Overlap(other.Methods, path.Value.Methods)
               select $"{section}:{path.Value.Key}:Paths:{path.Value.Index}: the same path and method as route '{other.Key}'.",
        ];
    }

    /// <summary>What a parameter is called makes no other path of it, nor does case.</summary>
    private static string Normal(string path) => ParameterName().Replace(path, "").ToUpperInvariant();

    private static bool Overlap(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        (some.Count == 0 && others.Count == 0) || some.Intersect(others, StringComparer.OrdinalIgnoreCase).Any();

    [GeneratedRegex(@"(?<=\{\**)\w+", RegexOptions.None, 1000)]
    private static partial Regex ParameterName();
}
