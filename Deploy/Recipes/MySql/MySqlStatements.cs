using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>What is said to the server itself, as its root through the socket.</summary>
internal static class MySqlStatements
{
    private const int MaxUserConnections = 200;

    /// <summary>By which an account that the deployment made is told from one that a person made.</summary>
    private const string Made = """ATTRIBUTE '{"by": "deploy"}'""";

    public const string Root = """
        -- Runs once, in mysqld --initialize. No password exists: root of the host is root of the server, through the socket.
        INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';
        ALTER USER root@localhost IDENTIFIED WITH auth_socket;
        CREATE USER health@localhost IDENTIFIED WITH auth_socket AS 'deploy_health';
        GRANT REPLICATION CLIENT ON *.* TO health@localhost;

        """;

    /// <summary>The accounts of all services, and that of the replicas. Can be said again.</summary>
    public static MaskedText Accounts(MySqlInput input) => MaskedText.Lines(
    [
        "-- Runs on the primary when it is writable; replicas get it by replication.",
        // Also from the primary: it follows when another has taken its place.
        .. ((Place[])[input.Primary, .. input.Replicas]).SelectMany(server => Replication(input, server)),
        .. input.Databases.Select(database => (MaskedText)$"CREATE DATABASE IF NOT EXISTS {Quoting.SqlName(database)};"),
        "-- One account per service that refers to the server, from the hosts that the service is on. In a GRANT, _ in a name is a wildcard.",
        .. input.Accounts.SelectMany(account => account.From.SelectMany(host => Account(account, host))),
        Leave(input),
    ]);

    /// <summary>Makes a server a replica of the primary. mysqld keeps this over restarts, and stays super_read_only.</summary>
    public static MaskedText Replica(MySqlInput input) => MaskedText.Of($"""
        -- A server that is written to follows nobody: this fails there (more than one row), and what is below is not done.
        SELECT (SELECT 1 UNION SELECT 2 WHERE NOT @@GLOBAL.super_read_only) AS read_only;
        STOP REPLICA;
        CHANGE REPLICATION SOURCE TO
          SOURCE_HOST = '{input.Primary.Address}', SOURCE_PORT = {input.Port},
          SOURCE_USER = 'replication', SOURCE_PASSWORD = {Quoting.Sql(input.ReplicationPassword)},
          SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1,
          SOURCE_CONNECT_RETRY = 2, SOURCE_RETRY_COUNT = 0, SOURCE_HEARTBEAT_PERIOD = 1;
        START REPLICA;

        """);

    // Each line that these select is run in its turn: see mysql-accounts. What a person made stays.
    private static string Leave(MySqlInput input)
    {
        var wanted = input.Accounts.SelectMany(account => account.From.Select(host => (account.User, host.Address, account.Databases)))
            .Concat(((Place[])[input.Primary, .. input.Replicas]).Select(server => (User: "replication", server.Address, Databases: (IReadOnlyList<string>)[]))).ToList();
        var accounts = List(wanted.Select(each => Row(each.User, $"{each.Address}")));
        // An empty list is none to MySQL.
        var rights = List(wanted.SelectMany(each => each.Databases, (each, database) => Row(each.User, $"{each.Address}", Pattern(database))).Prepend(Row("", "", "")));
        return $"""
            -- Who refers to it no more, or from there no more, signs in no more.
            SELECT CONCAT('DROP USER ', QUOTE(user), '@', QUOTE(host), ';') FROM information_schema.user_attributes
              WHERE attribute->>'$.by' = 'deploy' AND (user, host) NOT IN ({accounts});
            -- Who refers to one of its databases no more has no right to it any more.
            SELECT CONCAT('REVOKE ALL ON `', REPLACE(db, '`', '``'), '`.* FROM ', QUOTE(user), '@', QUOTE(host), ';')
              FROM mysql.db JOIN information_schema.user_attributes USING (user, host)
              WHERE attribute->>'$.by' = 'deploy' AND (user, host) IN ({accounts})
              AND (user, host, db) NOT IN ({rights});
            """;

        static string List(IEnumerable<string> rows) => string.Join(", ", rows);
        static string Row(params string[] values) => $"({string.Join(", ", values.Select(value => Quoting.Sql(value)))})";
    }

    private static IEnumerable<MaskedText> Replication(MySqlInput input, Place server)
    {
        var user = $"replication@'{server.Address}'";
        yield return MaskedText.Of($"CREATE USER IF NOT EXISTS {user} IDENTIFIED BY {Quoting.Sql(input.ReplicationPassword)} REQUIRE SSL {Made};");
        yield return MaskedText.Of($"ALTER USER {user} IDENTIFIED BY {Quoting.Sql(input.ReplicationPassword)} REQUIRE SSL {Made};");
        yield return $"GRANT REPLICATION SLAVE, BACKUP_ADMIN, CLONE_ADMIN ON *.* TO {user};";
    }

    private static IEnumerable<MaskedText> Account(MySqlAccount account, Place host)
    {
        var user = MaskedText.Of($"{Quoting.Sql(account.User)}@'{host.Address}'");
        var limits = MaskedText.Of($"REQUIRE SSL WITH MAX_USER_CONNECTIONS {MaxUserConnections} {Made}");
        yield return MaskedText.Of($"CREATE USER IF NOT EXISTS {user} IDENTIFIED BY {Quoting.Sql(account.Password)} {limits};");
        yield return MaskedText.Of($"ALTER USER {user} IDENTIFIED BY {Quoting.Sql(account.Password)} {limits};");
        foreach (var database in account.Databases)
        {
            yield return MaskedText.Of($"GRANT ALL ON {Quoting.SqlName(Pattern(database))}.* TO {user};");
        }
    }

    private static string Pattern(string database) => database.Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal);
}
