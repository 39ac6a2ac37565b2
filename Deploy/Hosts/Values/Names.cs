using System.Text.Json.Nodes;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>Names that stand in file names, unit names and configuration files on the hosts: nothing in them needs quoting.</summary>
internal static class Names
{
    private const string LabelPattern = "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$";

    public static readonly Scalar<string> Deployment = Lower("a name of lower-case letters, digits and hyphens", "shop-prod", LabelPattern);

    public static readonly Scalar<string> Host = Lower("a host's name (lower-case letters, digits and hyphens)", "a", LabelPattern);

    public static readonly Scalar<string> Label = Lower("a label (lower-case letters, digits and hyphens)", "web", LabelPattern);

    /// <summary>Without a hyphen, so that <c>osl-fra</c> can be read in one way only.</summary>
    public static readonly Scalar<string> Site = Lower("a site's name (lower-case letters and digits)", "osl", "^[a-z][a-z0-9]{0,19}$");

    /// <summary>Aspire's own rule: ASCII letters, digits and single hyphens, at most 64.</summary>
    public static readonly Scalar<string> Resource = Patterns.Matching(
        "the name of a resource in the manifest", "auth", "^[A-Za-z]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$");

    /// <summary>A parameter of the manifest, an account such as <c>auth-mysql.auth</c>, or, with an underscore, what the deployment needs for itself.</summary>
    public static readonly Scalar<string> Secret = Patterns.Matching(
        "the name of a secret", "auth-signing-key", "^[A-Za-z_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$");

    public static readonly Scalar<string> Connection = Patterns.Matching(
        "the name of a connection string in the manifest", "auth-reads", "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$");

    public static readonly Scalar<SitePair> Sites = new(
        "two sites with a hyphen between them", "osl-fra", SitePair.TryParse, () => Patterns.Text("^[a-z][a-z0-9]{0,19}-[a-z][a-z0-9]{0,19}$"));

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public static readonly Scalar<string> Country = new(
        "a country's two letters (ISO 3166-1)",
        "NO",
        Countries.TryParse,
        () => new JsonObject { ["$ref"] = "#/$defs/country" },
        Countries.Nearest);

    private static Scalar<string> Lower(string what, string example, string pattern)
    {
        var form = Patterns.Matching(what, example, pattern);
        return Patterns.Matching(what, example, pattern, wrong => form.TryRead(wrong.ToLowerInvariant(), out var lower) ? lower : null);
    }
}

/// <summary>Two sites, in alphabetical order: the way there is as long as the way back.</summary>
internal readonly record struct SitePair(string First, string Second)
{
    public static SitePair Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new SitePair(one, other) : new SitePair(other, one);

    public static bool TryParse(string text, out SitePair pair)
    {
        pair = default;
        if (text.Split('-') is not [var one, var other] || !Names.Site.TryRead(one, out _) || !Names.Site.TryRead(other, out _))
        {
            return false;
        }

        pair = Of(one, other);
        return true;
    }

    public override string ToString() => $"{First}-{Second}";
}
