namespace Deploy.Placement;

/// <summary>What serves a resource on a host. It is recorded, and never changes by itself.</summary>
internal enum Engine
{
    /// <summary>A project's own release.</summary>
    Project,

    /// <summary>A container without a recipe, under Podman.</summary>
    Container,
    MySql,
    RabbitMQ,
    Mongod,
    DocumentDB,
}

internal static class Engines
{
    private static readonly Dictionary<string, Engine> ByName = new(StringComparer.Ordinal)
    {
        ["project"] = Engine.Project,
        ["container"] = Engine.Container,
        ["mysql"] = Engine.MySql,
        ["rabbitmq"] = Engine.RabbitMQ,
        ["mongod"] = Engine.Mongod,
        ["documentdb"] = Engine.DocumentDB,
    };

    /// <summary>As hosts.yaml and the recorded state call it.</summary>
    public static string NameOf(Engine engine) => ByName.First(named => named.Value == engine).Key;

    public static Engine Of(string name) => ByName[name];

    /// <summary>Whether it has a primary and replicas.</summary>
    public static bool IsReplicated(Engine engine) => engine is Engine.MySql;

    public static bool IsDatabase(Engine engine) => engine is Engine.MySql or Engine.Mongod or Engine.DocumentDB;

    /// <summary>Whether a recipe of its own puts its accounts and options together, so that the image's ways to do so do not apply.</summary>
    public static bool HasRecipe(Engine engine) => IsDatabase(engine) || engine is Engine.RabbitMQ;

    /// <summary>The variables of an image that its recipe knows and replaces.</summary>
    public static IReadOnlyList<string> KnownVariables(Engine engine) => engine switch
    {
        Engine.MySql => ["MYSQL_ROOT_PASSWORD"],
        Engine.RabbitMQ => ["RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS"],
        Engine.Mongod or Engine.DocumentDB => ["MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD"],
        _ => [],
    };
}
