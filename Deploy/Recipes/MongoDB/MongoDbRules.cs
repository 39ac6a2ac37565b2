using Deploy.Rendering;

namespace Deploy.Recipes.MongoDB;

/// <summary>What a MongoDB server cannot do.</summary>
internal static class MongoDbRules
{
    /// <summary>Its cache has 256 MB at least.</summary>
    private const long LeastMemory = 512L << 20;

    public static IReadOnlyList<Refusal> Check(MongoDbInput input) =>
    [
        .. input.Engine == MongoDbEngine.DocumentDb
            ? (Refusal[])[new(
                "engine",
                "DocumentDB needs a server that speaks MongoDB's protocol in front of it, and deploy does not bring one yet.",
                "State engine: mongod, with a source of its packages, or external: with where somebody runs it.")]
            : [],
        .. input.Memory < LeastMemory
            ? (Refusal[])[new("memory", "mongod does not work with so little memory.", "State 512M or more.")]
            : [],
        .. input.Accounts.Where(account => account.User == MongoDbTexts.Administrator).Select(account => new Refusal(
            "accounts", $"'{account.User}' is the account that makes the others.", "Give the service another name.")),
        .. input.Accounts.SelectMany(account => account.Databases).Where(database => database is "admin" or "local" or "config" or "").Distinct()
            .Select(database => new Refusal("databases", $"'{database}' is one of MongoDB's own databases.", "Give the database another name.")),
    ];
}
