using Deploy.Manifest.References;

namespace Deploy.Tests.Manifest;

public sealed class ReferenceGraphTests
{
    private static readonly ReferenceGraph Graph = ReferenceGraph.Of(Reading.Accepted(File.ReadAllText(Golden.PathOf("check", "every-type", "manifest.json"))));

    [Fact]
    public void Who_connects_to_what_is_known_through_the_values_in_between() => Assert.Equal(
        [
            "orders → orders-server.tcp", "orders → cache.tcp", "orders → stock.grpc", "stock → orders.http",
            "edge → orders.http", "edge → worker.http", "worker → edge.https", "cron → orders-server.tcp",
        ],
        Graph.Connections.Select(connection => $"{connection.From} → {connection.To}.{connection.Binding}"));

    [Fact]
    public void Each_connection_says_why() => Assert.Equal(
        "resources.cron.env.ORDERS_DB → orders-db.connectionString → orders-server.connectionString → orders-server.bindings.tcp.host",
        Graph.Connections.Single(connection => connection.From == "cron").Because.Single().ToString());

    [Fact]
    public void A_scheme_alone_connects_nobody() =>
        Assert.DoesNotContain(Graph.Connections, connection => connection is { From: "stock", To: "edge" });

    [Fact]
    public void What_a_server_says_of_itself_connects_nobody() =>
        Assert.DoesNotContain(Graph.Uses, use => use.At.EndsWith(".connectionString", StringComparison.Ordinal));

    [Fact]
    public void Who_holds_a_secret_is_known() => Assert.Equal(
        ["orders", "orders-server", "cron"],
        Graph.Uses.Where(use => use.To.ToString() == "orders-password.inputs.value").Select(use => use.From).Distinct());
}
