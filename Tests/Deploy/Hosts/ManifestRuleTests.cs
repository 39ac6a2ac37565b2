using Deploy.Faults;
using Deploy.Hosts.Rules;

namespace Deploy.Tests.Hosts;

/// <summary>Each rule between hosts.yaml and a manifest, alone: a text that it accepts, and one that it rejects.</summary>
public sealed class ManifestRuleTests
{
    private const string Manifest = """
        {
          "resources": {
            "web": {
              "type": "project.v0", "path": "Web/Web.csproj",
              "env": { "ConnectionStrings__db": "{db.connectionString}", "ConnectionStrings__db-reads": "{db.connectionString}", "ConnectionStrings__mq": "{mq.connectionString}", "A": "{address.value}" },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } }
            },
            "worker": { "type": "project.v0", "path": "Worker/Worker.csproj" },
            "server": {
              "type": "container.v0", "image": "docker.io/library/mysql:9.7",
              "connectionString": "Server={server.bindings.tcp.host};Port={server.bindings.tcp.port};Password={secret.value}",
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 3306 } }
            },
            "db": { "type": "value.v0", "connectionString": "{server.connectionString};Database=db" },
            "mq": {
              "type": "container.v0", "image": "docker.io/library/rabbitmq:4.3",
              "connectionString": "amqp://{mq.bindings.tcp.host}:{mq.bindings.tcp.port}",
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5672 } }
            },
            "address": { "type": "parameter.v0", "value": "{address.inputs.value}", "inputs": { "value": { "type": "string" } } },
            "secret": { "type": "parameter.v0", "value": "{secret.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } }
          }
        }
        """;

    private const string One = """
        deployment: shop
        hosts: { a: { ssh: 203.0.113.1, private: 10.0.0.1, site: osl, country: NO } }

        """;

    private const string Two = """
        deployment: shop
        hosts:
          a: { ssh: 203.0.113.1, private: 10.0.0.1, site: osl, country: NO }
          b: { ssh: 203.0.113.2, private: 10.0.0.2, site: osl, country: NO }

        """;

    private const string Edge = "edge: { on: a, domain: x.no, certificate: c, key: k";

    private static readonly (ManifestRule Rule, string Accepted, string Rejected, string Path)[] Cases =
    [
        (ResourceNames.Exist, One + "resources: { web: { on: a, after: mq } }", One + "resources: { web: { on: a, after: mqq } }", "resources.web.after"),
        (ResourceNames.Exist, One + "resources: { web: { on: a } }", One + "resources: { Web: { on: a } }", "resources.Web"),
        (ResourceNames.Exist, One + "parameters: { address: x }", One + "parameters: { adress: x }", "parameters.adress"),
        (ResourceNames.Exist, One + "budgets: { web: 1s }", One + "budgets: { wbe: 1s }", "budgets.wbe"),
        (ResourceNames.BlocksAreOfWhatRuns, One + "resources: { server: { on: a } }", One + "resources: { db: { on: a } }", "resources.db"),
        (ResourceNames.BlocksAreOfWhatRuns, One + "resources: { worker: { on: a } }", One + "resources: { address: { on: a } }", "resources.address"),
        (ResourceNames.KeysBelongToTheirKind, One + "resources: { web: { on: a, migrate: x } }", One + "resources: { mq: { on: a, migrate: x } }", "resources.mq.migrate"),
        (ResourceNames.KeysBelongToTheirKind, One + "resources: { mq: { on: a, writable: true } }", One + "resources: { web: { on: a, writable: true } }", "resources.web.writable"),
        (ResourceNames.KeysBelongToTheirKind, One + "resources: { mq: { members: a } }", One + "resources: { web: { members: a } }", "resources.web.members"),
        (DefaultPlaces.CoverTheRest, One, Two + "defaults: { on: a }\nresources: { mq: { members: a } }", "resources.server"),
        (DefaultPlaces.CoverTheRest, Two + "defaults: { on: a }\nresources: { mq: { members: a }, server: { primary: a } }", Two + "resources: { mq: { members: a }, server: { primary: a }, web: { on: a } }", "resources.worker"),
        (Parameters.AreStated, One + "parameters: { address: x }", One, "parameters.address"),
        (Parameters.AreParametersAndNotSecret, One + "parameters: { address: x }", One + "parameters: { address: x, secret: y }", "parameters.secret"),
        (Parameters.AreParametersAndNotSecret, One + "parameters: { address: x }", One + "parameters: { web: x }", "parameters.web"),
        (ConnectionNames.LeadToTheirDatabase, One + "resources: { server: { primary: a, reads: db-reads } }", One + "resources: { server: { primary: a, reads: db-raeds } }", "resources.server.reads"),
        (ConnectionNames.LeadToTheirDatabase, One + "resources: { server: { primary: a, reads: db } }", One + "resources: { server: { primary: a, reads: mq } }", "resources.server.reads"),
        (Outside.EdgeHasOneResource, One + Edge + " }", One + Edge + ", resource: worker }", "edge.resource"),
        (Outside.BudgetsAreOfExternalOnes, One + "budgets: { web: 1s }", One + "budgets: { worker: 1s }", "budgets.worker"),
        (Outside.HealthIsAskedWhereThereIsHttp, One + "resources: { web: { on: a, health: /x } }", One + "resources: { worker: { on: a, health: /x } }", "resources.worker.health"),
        (Outside.HealthIsAskedWhereThereIsHttp, One + "resources: { worker: { on: a, health: none } }", One + "resources: { web: { on: a, health: { path: /x, binding: https } } }", "resources.web.health"),
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Cases.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Accepts_the_one_and_rejects_the_other_at_its_place(int number)
    {
        var (rule, accepted, rejected, path) = Cases[number];

        Assert.Empty(Told(rule, accepted));
        Assert.Equal(path, Assert.Single(Told(rule, rejected)).Path);
    }

    [Fact]
    public void Every_rule_is_tried() =>
        Assert.Equal(
            ManifestRules.All.Select(Name).Order(StringComparer.Ordinal), Cases.Select(each => Name(each.Rule)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void An_edge_that_could_be_of_two_says_which()
    {
        var two = Manifest.Replace("\"worker\": { \"type\": \"project.v0\", \"path\": \"Worker/Worker.csproj\" }", """
            "worker": { "type": "project.v0", "path": "Worker/Worker.csproj", "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } } }
            """);

        Assert.Equal("edge", Assert.Single(Told(Outside.EdgeHasOneResource, One + Edge + " }", two)).Path);
        Assert.Empty(Told(Outside.EdgeHasOneResource, One + Edge + ", resource: worker }", two));
    }

    private static FaultList Told(ManifestRule rule, string yaml, string manifest = Manifest)
    {
        var reading = Reading.Of(yaml);
        Assert.Empty(reading.Faults);
        var faults = new FaultList("hosts.yaml");
        rule(reading.File!, Reading.Manifest(manifest), faults);
        return faults;
    }

    private static string Name(ManifestRule rule) => $"{rule.Method.DeclaringType!.Name}.{rule.Method.Name}";
}
