using Deploy.Secrets;

namespace Deploy.Tests.Plans;

/// <summary>A small manifest of two services, two databases, a broker and two containers, for rules to be tried on.</summary>
internal static class Small
{
    public const string Manifest = """
        {
          "resources": {
            "db": {
              "type": "container.v0", "image": "docker.io/library/mysql:9.7",
              "connectionString": "Server={db.bindings.tcp.host};Port={db.bindings.tcp.port};User ID=root;Password={db-password.value}",
              "env": { "MYSQL_ROOT_PASSWORD": "{db-password.value}" },
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 3306 } }
            },
            "docs": {
              "type": "container.v0", "image": "docker.io/library/mongo:8.3",
              "connectionString": "mongodb://admin:{docs-password.value}@{docs.bindings.tcp.host}:{docs.bindings.tcp.port}/?authSource=admin",
              "env": { "MONGO_INITDB_ROOT_USERNAME": "admin", "MONGO_INITDB_ROOT_PASSWORD": "{docs-password.value}" },
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 27017 } }
            },
            "mq": {
              "type": "container.v0", "image": "docker.io/library/rabbitmq:4.3",
              "connectionString": "amqp://guest:{mq-password.value}@{mq.bindings.tcp.host}:{mq.bindings.tcp.port}",
              "env": { "RABBITMQ_DEFAULT_USER": "guest", "RABBITMQ_DEFAULT_PASS": "{mq-password.value}" },
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5672 } }
            },
            "mail": {
              "type": "container.v0", "image": "docker.io/x/mail@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "bindings": { "smtp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 1025 } }
            },
            "relay": {
              "type": "container.v0", "image": "docker.io/x/relay@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "bindings": { "smtp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 1025 } }
            },
            "api": {
              "type": "project.v0", "path": "Api/Api.csproj",
              "env": {
                "HTTP_PORTS": "{api.bindings.http.targetPort}",
                "ConnectionStrings__db": "{db.connectionString};Database=shop",
                "DB_USERNAME": "root",
                "DB_PASSWORD": "{db-password.value}",
                "DB_HOST": "{db.bindings.tcp.host}",
                "ConnectionStrings__docs": "{docs.connectionString}",
                "ConnectionStrings__mq": "{mq.connectionString}",
                "services__web__http__0": "{web.bindings.http.url}"
              },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } }
            },
            "web": {
              "type": "project.v0", "path": "Web/Web.csproj",
              "env": {
                "HTTP_PORTS": "{web.bindings.http.targetPort}",
                "ConnectionStrings__db": "{db.connectionString};Database=shop",
                "WEB_MAIL": "{mail.bindings.smtp.host}:{mail.bindings.smtp.port}",
                "API_URL": "{api.bindings.http.url}"
              },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } }
            },
            "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } },
            "docs-password": { "type": "parameter.v0", "value": "{docs-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } },
            "mq-password": { "type": "parameter.v0", "value": "{mq-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } }
          }
        }
        """;

    /// <summary>Four hosts on two sites of two countries.</summary>
    public const string Hosts = """
        deployment: shop
        suite: sid
        wireguard: true
        hosts:
          a: { ssh: root@203.0.113.1, private: 10.0.0.1, site: osl, country: NO, labels: [web] }
          b: { ssh: root@203.0.113.2, private: 10.0.0.2, site: osl, country: NO, labels: [web] }
          c: { ssh: root@203.0.113.3, private: 10.0.0.3, site: osl, country: NO, labels: [web] }
          d: { ssh: root@203.0.113.4, private: 10.0.1.4, site: sto, country: SE, labels: [web] }
        sources:
          mongod: { uri: https://repo.example.org/mongodb/debian, suite: trixie, fingerprint: 0123456789ABCDEF0123456789ABCDEF01234567, version: 8.3.1 }

        """;

    private static readonly string[] Names = ["db", "docs", "mq", "mail", "relay", "api", "web"];

    /// <summary>Everything somewhere: what a test says of a resource is taken, all else is on a, or on b where that would clash.</summary>
    /// <param name="blocks">Such as <c>api: { on: [a, b] }</c>.</param>
    public static string Placed(params string[] blocks)
    {
        var said = blocks.Select(block => block.Split(':')[0]).ToHashSet();
        var rest = Names.Where(name => !said.Contains(name)).Select(name => $"{name}: {{ on: {(name == "relay" ? "b" : "a")} }}");
        return $"{Hosts}resources:\n{string.Concat(blocks.Concat(rest).Select(block => $"  {block}\n"))}";
    }

    /// <summary>What a deploy of <see cref="Placed"/> leaves recorded.</summary>
    public static string Recorded(params string[] blocks) => RecordedOf(Placed(blocks));

    public static string RecordedOf(string hosts, string manifest = Manifest)
    {
        var loaded = Deployed.Of(manifest, hosts);
        Assert.Empty(loaded.Faults.All);
        return System.Text.Encoding.UTF8.GetString(Deploy.State.StateFile.Write(Deploy.Plans.Recording.Of(loaded.System!, loaded.State, loaded.Key)));
    }

    /// <summary>A store that holds what <see cref="Recorded"/> made.</summary>
    public static IReadOnlyDictionary<string, Secret> Kept(string state) =>
        System.Text.Json.JsonDocument.Parse(state).RootElement.GetProperty("secrets").EnumerateObject().ToDictionary(
            each => each.Name, each => each.Name.StartsWith("_wireguard", StringComparison.Ordinal) ? Deployed.Tunnel(each.Name) : Deployed.Named(each.Name));
}
