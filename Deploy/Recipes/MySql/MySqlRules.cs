using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>What a MySQL server cannot do.</summary>
internal static class MySqlRules
{
    /// <summary>With less it does not start, or is killed by its first queries.</summary>
    private const long LeastMemory = 256L << 20;

    private static readonly string[] Taken = ["root", "replication", "health", "mysql.sys", "mysql.session", "mysql.infoschema"];

    public static IReadOnlyList<Refusal> Check(MySqlInput input) =>
    [
        .. Memory(input),
        .. Hosts(input),
        .. MySqlOption.Check(input.Options),
        .. input.Databases.Where(IsSystem).Select(database => new Refusal(
            "databases", $"'{database}' is one of MySQL's own databases.", "Give the database another name.")),
        .. input.Databases.Where(database => database.Length is 0 or > 64).Select(database => new Refusal(
            "databases", $"'{database}' is longer than a name of a database may be, which is 64 characters.", "Give the database a shorter name.")),
        .. input.Accounts.Where(account => account.User.Length > MySqlAccount.MaxUser || Taken.Contains(account.User)).Select(account => new Refusal(
            "accounts", $"'{account.User}' cannot be an account: MySQL or this deployment has it, or it is longer than {MySqlAccount.MaxUser} characters.", "Give the service another name.")),
        .. input.Accounts.SelectMany(account => account.Databases).Except(input.Databases).Select(database => new Refusal(
            "databases", $"An account may use '{database}', which is no database of '{input.Name}'.", "Refer to a database of this server.")),
    ];

    private static IEnumerable<Refusal> Memory(MySqlInput input)
    {
        if (input.Memory < LeastMemory)
        {
            yield return new Refusal("memory", "A MySQL server does not work with so little memory.", "State 256M or more.");
        }
    }

    private static IEnumerable<Refusal> Hosts(MySqlInput input)
    {
        if (input.Replicas.Contains(input.Primary) || input.Replicas.Distinct().Count() != input.Replicas.Count)
        {
            yield return new Refusal("replicas", $"A host holds '{input.Name}' twice.", "Name each host once, as the primary or as a replica.");
        }
        else if (input.Host != input.Primary && !input.Replicas.Contains(input.Host))
        {
            yield return new Refusal("replicas", $"'{input.Host.Host}' is neither the primary nor a replica of '{input.Name}'.", "Name it as one.");
        }
    }

    private static bool IsSystem(string database) => database is "mysql" or "sys" or "information_schema" or "performance_schema";
}
