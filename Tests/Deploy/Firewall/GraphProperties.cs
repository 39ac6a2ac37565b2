using System.Globalization;
using System.Net;
using Deploy.Firewall;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Firewall;

/// <summary>For any graph of references and any places: from manifest to firewall, a port is open to a host exactly if a reference leads there.</summary>
public sealed class GraphProperties
{
    private static readonly string[] Hosts = ["a", "b", "c"];

    private static readonly IPAddress Outsider = IPAddress.Parse("203.0.113.99");

    /// <param name="On">The hosts of each service.</param>
    /// <param name="Calls">Which service refers to which.</param>
    /// <param name="Stores">Which service refers to the database, whose primary is on the host of that number.</param>
    private sealed record Graph(string[][] On, (int From, int To)[] Calls, int[] Stores, int Primary);

    private static Arbitrary<Graph> Graphs() => Arb.From(
        from services in Gen.Choose(1, 5)
        from hosts in Gen.SubListOf(Hosts).Where(places => places.Count > 0).ArrayOf(services)
        from calls in Gen.Choose(0, services - 1).Two().ArrayOf()
        from stores in Gen.SubListOf(Enumerable.Range(0, services))
        from primary in Gen.Choose(0, Hosts.Length - 1)
        select new Graph(
            [.. hosts.Select(places => places.ToArray())],
            [.. calls.Where(call => call.Item1 != call.Item2).Distinct()],
            [.. stores],
            primary));

    [Property(MaxTest = 150)]
    public Property A_port_is_open_to_a_host_exactly_if_a_reference_leads_there() => Prop.ForAll(Graphs(), graph =>
    {
        var loaded = Plans.Deployed.Of(Manifest(graph), File(graph));
        Assert.Empty(loaded.Faults.All);
        var needed = Needed(graph).ToHashSet();
        foreach (var to in Hosts)
        {
            var rules = OpenPort.All(loaded.System!.Hosts.Single(host => host.Name == to).Files.Single(file => file.Path == "/etc/deploy/_firewall/nftables.conf").Content.Reveal());
            foreach (var (name, port) in loaded.System.Ports.Append(new("ssh", 22)))
            {
                Assert.Equal(name == "ssh", rules.Any(rule => rule.Accepts(Outsider, port, Transport.Tcp)));
                foreach (var from in Hosts.Where(from => from != to && name != "ssh"))
                {
                    Assert.Equal((from, to, name, needed.Contains((from, to, name))), (from, to, name, rules.Any(rule => rule.Accepts(AddressOf(from), port, Transport.Tcp))));
                }
            }
        }
    });

    private static IEnumerable<(string From, string To, string Port)> Needed(Graph graph)
    {
        foreach (var (from, to) in graph.Calls)
        {
            foreach (var pair in graph.On[from].SelectMany(_ => graph.On[to], (one, other) => (one, other)))
            {
                yield return (pair.one, pair.other, $"s{to}/http");
            }
        }

        foreach (var from in graph.Stores.SelectMany(store => graph.On[store]))
        {
            yield return (from, Hosts[graph.Primary], "db/tcp");
        }
    }

    private static string Manifest(Graph graph) => string.Create(CultureInfo.InvariantCulture, $$"""
        { "resources": {
          {{string.Concat(graph.On.Select((_, number) => Service(graph, number) + ",\n"))}}
          "db": {
            "type": "container.v0", "image": "docker.io/library/mysql:9.7",
            "connectionString": "Server={db.bindings.tcp.host};Port={db.bindings.tcp.port};User ID=root;Password={db-password.value}",
            "env": { "MYSQL_ROOT_PASSWORD": "{db-password.value}" },
            "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 3306 } }
          },
          "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } }
        } }
        """);

    private static string Service(Graph graph, int number)
    {
        var environment = graph.Calls.Where(call => call.From == number).Select(call => $"\"services__s{call.To}__http__0\": \"{{s{call.To}.bindings.http.url}}\"")
            .Concat(graph.Stores.Contains(number) ? ["\"ConnectionStrings__db\": \"{db.connectionString};Database=shop\""] : Array.Empty<string>())
            .Append($"\"HTTP_PORTS\": \"{{s{number}.bindings.http.targetPort}}\"");
        return $$"""
            "s{{number}}": {
              "type": "project.v0", "path": "S/S.csproj", "env": { {{string.Join(", ", environment)}} },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } }
            }
            """;
    }

    private static string File(Graph graph) => $$"""
        deployment: graph
        suite: sid
        hosts: { {{string.Join(", ", Hosts.Select(host => $"{host}: {{ ssh: 203.0.113.{host[0] - 'a' + 1}, private: {AddressOf(host)}, site: osl, country: NO }}"))}} }
        resources:
          db: { primary: {{Hosts[graph.Primary]}} }
        {{string.Concat(graph.On.Select((on, number) => $"  s{number}: {{ on: [{string.Join(", ", on)}] }}\n"))}}
        """;

    private static IPAddress AddressOf(string host) => IPAddress.Parse($"10.0.0.{host[0] - 'a' + 1}");
}
