using Deploy.Commands.Systems;
using Deploy.Firewall;

namespace Deploy.Tests.Plans;

/// <summary>What an instance is told: its own account, the nearest instance or all, its ports; and what is refused rather than guessed.</summary>
public sealed class ResolutionTests
{
    private const string Root = "\"DB_USERNAME\": \"root\"";

    [Fact]
    public void Each_service_has_an_account_of_its_own_in_every_form()
    {
        var loaded = Deployed.Of(With(Root, "\"DB_USERNAME\": \"root\", \"DB_URI\": \"mysql://root:{db-password.value}@{db.bindings.tcp.host}:{db.bindings.tcp.port}/shop\""), Small.Placed());

        Assert.Equal("\"Server=10.0.0.1;Port=3306;User ID=api;Password=the-db.api;Database=shop\"", Variable(loaded, "a", "api", "ConnectionStrings__db"));
        Assert.Equal("\"Server=10.0.0.1;Port=3306;User ID=web;Password=the-db.web;Database=shop\"", Variable(loaded, "a", "web", "ConnectionStrings__db"));
        Assert.Equal("\"api\"", Variable(loaded, "a", "api", "DB_USERNAME"));
        Assert.Equal("\"the-db.api\"", Variable(loaded, "a", "api", "DB_PASSWORD"));
        Assert.Equal("\"mysql://api:the-db.api@10.0.0.1:3306/shop\"", Variable(loaded, "a", "api", "DB_URI"));
        Assert.Equal("\"amqp://api:the-mq.api@10.0.0.1:5672\"", Variable(loaded, "a", "api", "ConnectionStrings__mq"));
        Assert.Equal("\"mongodb://api:the-docs.api@10.0.0.1:27017/?authSource=admin\"", Variable(loaded, "a", "api", "ConnectionStrings__docs"));
        var accounts = Content(loaded, "a", "/etc/deploy/db/accounts.sql");
        Assert.Contains("GRANT ALL ON `shop`.* TO 'web'@'10.0.0.1';", accounts, StringComparison.Ordinal);
        Assert.DoesNotContain("root", accounts, StringComparison.Ordinal);
        Assert.DoesNotContain("db-password", loaded.System!.Secrets.Used.Keys);
    }

    [Theory]
    [InlineData("login {db-password.value}", "in a form in which its user cannot be told")]
    [InlineData("User ID=admin;Password={db-password.value}", "in a form in which its user cannot be told")]
    public void What_is_not_understood_is_refused(string value, string what)
    {
        var manifest = With(Root, $"\"DB_USERNAME\": \"root\", \"OTHER\": \"{value}\"");

        var fault = Assert.Single(Deployed.Of(manifest, Small.Placed()).Faults.All);

        Assert.Equal("resources.api.env.OTHER", fault.Path);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.True(fault.Line > 0);
    }

    [Fact]
    public void A_secret_in_an_argument_is_refused() => Assert.Contains(
        Deployed.Of(With("\"path\": \"Web/Web.csproj\",", "\"path\": \"Web/Web.csproj\", \"args\": [\"--key\", \"{db-password.value}\"],"), Small.Placed()).Faults.All,
        fault => fault.Path == "resources.web.args[1]" && fault.What.Contains("arguments can be read by every user", StringComparison.Ordinal));

    [Fact]
    public void A_password_that_two_servers_share_is_told_apart_by_the_address_beside_it()
    {
        var shared = Small.Manifest.Replace("{mq-password.value}", "{db-password.value}", StringComparison.Ordinal);
        var loaded = Deployed.Of(shared, Small.Placed());

        Assert.Equal("\"amqp://api:the-mq.api@10.0.0.1:5672\"", Variable(loaded, "a", "api", "ConnectionStrings__mq"));
        Assert.Equal("\"the-db.api\"", Variable(loaded, "a", "api", "DB_PASSWORD"));
        Assert.Contains("is that of 'db' and 'mq' alike", Assert.Single(Deployed.Of(
            shared.Replace(Root, "\"DB_USERNAME\": \"root\", \"LONELY\": \"{db-password.value}\"", StringComparison.Ordinal), Small.Placed()).Faults.All).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Discovery_lists_all_replicas_and_one_address_is_the_nearest()
    {
        var loaded = Deployed.Of(Small.Manifest, Small.Placed("api: { on: [a, c] }", "web: { on: [a, b, c] }"));
        var port = loaded.System!.Ports["web/http"];

        Assert.Equal([$"\"http://10.0.0.1:{port}\"", $"\"http://10.0.0.2:{port}\"", $"\"http://10.0.0.3:{port}\""],
            Enumerable.Range(0, 3).Select(index => Variable(loaded, "c", "api", $"services__web__http__{index}")));
        Assert.Equal($"\"http://10.0.0.3:{loaded.System.Ports["api/http"]}\"", Variable(loaded, "c", "web", "API_URL"));
        Assert.Equal($"\"http://10.0.0.1:{loaded.System.Ports["api/http"]}\"", Variable(loaded, "a", "web", "API_URL"));
    }

    /// <summary>web on b is told of one api only: which one, is what the firewall opens, and nothing else.</summary>
    [Fact]
    public void A_flow_is_open_to_exactly_those_who_were_told_the_address()
    {
        var loaded = Deployed.Of(Small.Manifest, Small.Placed("api: { on: [a, c] }", "web: { on: b }"));
        var told = Variable(loaded, "b", "web", "API_URL");
        var flow = Assert.Single(loaded.System!.Flows, flow => flow is { Kind: FlowKind.Reference, Instance: "api" });

        Assert.Equal("web on b", $"{flow.From}");
        Assert.Equal($"\"http://{flow.To.At(flow.Port)}\"", told);
        Assert.StartsWith("resources.web.env.API_URL → api.bindings.http.url", flow.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(loaded.System.Flows, flow => flow.Instance == "relay");
    }

    [Fact]
    public void Ports_stay_when_others_come_and_are_not_given_again_before_they_are_free()
    {
        var without = Small.Manifest.Replace("\"services__web__http__0\": \"{web.bindings.http.url}\"", "\"X\": \"x\"", StringComparison.Ordinal);
        var recorded = Small.Recorded();
        var api = Deployed.Of(Small.Manifest, Small.Placed()).System!.Ports["api/http"];

        // A new one that comes first in the manifest takes none of the recorded ports.
        var before = without.Replace("\"resources\": {", "\"resources\": { \"first\": { \"type\": \"project.v0\", \"path\": \"F.csproj\", \"env\": { \"HTTP_PORTS\": \"{first.bindings.http.targetPort}\" }, \"bindings\": { \"http\": { \"scheme\": \"http\", \"protocol\": \"tcp\", \"transport\": \"http\" } } },", StringComparison.Ordinal);
        var loaded = Deployed.Of(before, Small.Placed("first: { on: a }"), recorded, Small.Kept(recorded));
        Assert.Equal(api, loaded.System!.Ports["api/http"]);
        Assert.NotEqual(api, loaded.System.Ports["first/http"]);

        // Nor one of a service that goes, and listens until then.
        var renamed = before.Replace("\"api\": {", "\"api2\": {", StringComparison.Ordinal).Replace("{api.", "{api2.", StringComparison.Ordinal);
        var after = Deployed.Of(renamed, Small.Placed("first: { on: a }", "api: { on: a }").Replace("  api:", "  api2:", StringComparison.Ordinal), recorded, Small.Kept(recorded));
        Assert.Empty(after.Faults.All);
        Assert.DoesNotContain(api, after.System!.Ports.Values);
    }

    [Fact]
    public void A_secret_that_nobody_can_make_is_asked_for()
    {
        var manifest = Small.Manifest.Replace(Root, "\"DB_USERNAME\": \"root\", \"KEY\": \"{key.value}\"", StringComparison.Ordinal).Replace(
            "\"db-password\": {", "\"key\": { \"type\": \"parameter.v0\", \"value\": \"{key.inputs.value}\", \"inputs\": { \"value\": { \"type\": \"string\", \"secret\": true } } },\n    \"db-password\": {", StringComparison.Ordinal);

        Assert.Equal("State it: deploy secrets set key", Assert.Single(Deployed.Of(manifest, Small.Placed()).Faults.All).Remedy);
        var kept = new Dictionary<string, Deploy.Secrets.Secret> { ["key"] = new("of keys") };
        Assert.Equal("\"of keys\"", Variable(Deployed.Of(manifest, Small.Placed(), kept: kept), "a", "api", "KEY"));
    }

    /// <summary>They were called db.backup and mq.cookie, as the accounts of services called backup and cookie are.</summary>
    [Theory]
    [InlineData("backup", "db", "b", "/etc/deploy/db_backup/token", "the-db._backup")]
    [InlineData("cookie", "mq", "a", "/etc/deploy/mq/erlang.cookie", "the-mq._cookie")]
    public void A_service_that_is_called_like_a_recipes_secret_does_not_share_it(string service, string server, string host, string path, string expected)
    {
        var manifest = Small.Manifest.Replace("\"api\": {", $"\"{service}\": {{", StringComparison.Ordinal).Replace("{api.", $"{{{service}.", StringComparison.Ordinal);
        var hosts = Small.Placed("db: { primary: a, replicas: b, backup: { to: c, recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p } }")
            .Replace("  api:", $"  {service}:", StringComparison.Ordinal);

        var loaded = Deployed.Of(manifest, hosts);

        Assert.Equal(expected, Content(loaded, host, path));
        Assert.Contains($"the-{server}.{service}", Content(loaded, "a", $"/etc/deploy/{service}/environment"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_keeps_its_hosts_when_another_comes()
    {
        var hosts = Small.Placed("web: { on: { label: web, count: 2 } }");
        var recorded = Small.RecordedOf(hosts);
        var before = Deployed.Of(Small.Manifest, hosts).System!.Placed.Find("web")!.Hosts;
        for (var number = 5; number < 25; number++)
        {
            var more = hosts.Replace("wireguard: true\nhosts:\n", $"wireguard: true\nhosts:\n  x{number}: {{ ssh: root@203.0.113.{number}, private: 10.0.0.{number}, site: osl, country: NO, labels: [web] }}\n", StringComparison.Ordinal);
            Assert.Equal(before, Deployed.Of(Small.Manifest, more, recorded, Small.Kept(recorded)).System!.Placed.Find("web")!.Hosts);
        }
    }

    [Fact]
    public void What_kept_data_and_was_removed_does_not_come_back_elsewhere()
    {
        var recorded = Small.Recorded();
        var without = Small.Manifest.Replace("\"ConnectionStrings__docs\": \"{docs.connectionString}\",", "", StringComparison.Ordinal);
        without = System.Text.Json.Nodes.JsonNode.Parse(without)!.ToJsonString();
        var node = System.Text.Json.Nodes.JsonNode.Parse(without)!;
        node["resources"]!.AsObject().Remove("docs");
        var hosts = Small.Placed("docs: x").Replace("  docs: x\n", "", StringComparison.Ordinal);
        var gone = Deployed.Of(node.ToJsonString(), hosts, recorded, Small.Kept(recorded));

        var plan = Deploy.Plans.Planner.Of(gone.System!, gone.State, gone.Key);
        var stop = Assert.Single(plan.Steps, step => step.Action is Deploy.Plans.PlanAction.StopAndKeep);
        Assert.Equal("deploy-docs.service", stop.What);
        Assert.Contains("Its data stays in /var/lib/deploy/docs.", stop.Why, StringComparison.Ordinal);
        var after = System.Text.Encoding.UTF8.GetString(Deploy.State.StateFile.Write(plan.After));
        var elsewhere = Deployed.Of(Small.Manifest, Small.Placed("docs: { on: b }"), after, Small.Kept(recorded));
        Assert.Contains(elsewhere.Faults.All, fault => fault.What.StartsWith("data: 'docs' keeps its data on 'a'", StringComparison.Ordinal));
        Assert.Empty(Deployed.Of(Small.Manifest, Small.Placed("docs: { on: a }"), after, Small.Kept(recorded)).Faults.All);
    }

    internal static string Content(LoadedSystem loaded, string host, string path)
    {
        Assert.Empty(loaded.Faults.All);
        return loaded.System!.Hosts.Single(each => each.Name == host).Files.Single(file => file.Path == path).Content.Reveal();
    }

    private static string? Variable(LoadedSystem loaded, string host, string service, string name) =>
        Content(loaded, host, $"/etc/deploy/{service}/environment").Split('\n').SingleOrDefault(line => line.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string With(string old, string now)
    {
        Assert.Contains(old, Small.Manifest, StringComparison.Ordinal);
        return Small.Manifest.Replace(old, now, StringComparison.Ordinal);
    }
}
