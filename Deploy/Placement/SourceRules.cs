using Deploy.Faults;

namespace Deploy.Placement;

/// <summary>Packages come from a source that somebody named and pinned: Debian's own suite, or one that hosts.yaml states.</summary>
internal static class SourceRules
{
    /// <summary>What a lab may run instead of Debian 13.</summary>
    private const string Unstable = "sid";

    public static void AreStated(Placing placing)
    {
        var suite = placing.File.Suite.Or("trixie");
        var stated = placing.File.Sources.Select(source => source.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var served in Served(placing).Where(served => !stated.Contains(Engines.NameOf(served.Key)) && !Has(suite, served.Key)))
        {
            var (recipe, first) = (Engines.NameOf(served.Key), served.First());
            placing.Faults.Add(
                $"sources.{recipe}",
                Position.None,
                $"sources: {string.Join(", ", served.Select(resource => $"'{resource.Name}'"))} {(served.Count() == 1 ? "is" : "are")} served by {recipe}{(first.Version.Length > 0 ? $" {first.Version}" : "")}, which {(suite is Unstable ? "Debian's sid" : "Debian 13")} does not have.",
                $"State sources: {{ {recipe}: {{ uri: …, suite: …, fingerprint: …, version: {(first.Version.Length > 0 ? first.Version : "…")} }} }}, or where somebody else runs it: external.");
        }
    }

    /// <summary>A source pins one version of a recipe's packages; it is the one that the images name.</summary>
    public static void PinWhatTheImagesName(Placing placing)
    {
        var stated = placing.File.Sources.ToDictionary(source => source.Name.Value, source => source.Value.Value.Version, StringComparer.Ordinal);
        foreach (var resource in Served(placing).SelectMany(served => served).Where(resource => resource.Version.Length > 0))
        {
            var recipe = Engines.NameOf(resource.Engine);
            if (stated.TryGetValue(recipe, out var version) && !IsOf(version.Value, resource.Version))
            {
                placing.Faults.Add(
                    version.Path,
                    version.At,
                    $"version: {version.Value} is installed for {recipe}, and the image of '{resource.Name}' names {resource.Version}.",
                    $"Pin a {resource.Version}, or name the version that is pinned in the AppHost.");
            }
        }
    }

    // DocumentDB is refused by its recipe, whatever its source.
    private static IEnumerable<IGrouping<Engine, PlacedResource>> Served(Placing placing) => placing.Placed.Resources
        .Where(resource => resource.External is null && Engines.HasRecipe(resource.Engine) && resource.Engine is not Engine.DocumentDB).GroupBy(resource => resource.Engine);

    // RabbitMQ of Debian 13 is 4.0, which lacks what its policies need. Neither has MongoDB's server.
    private static bool Has(string suite, Engine engine) => suite is Unstable && engine is not Engine.Mongod;

    /// <summary>Whether 1:9.7.4-1debian13 is a 9.7: without Debian's epoch, number by number.</summary>
    private static bool IsOf(string pinned, string version)
    {
        var upstream = pinned[(pinned.IndexOf(':') + 1)..];
        return upstream.StartsWith(version, StringComparison.Ordinal) && (upstream.Length == version.Length || !char.IsAsciiDigit(upstream[version.Length]));
    }
}
