using Deploy.Placement;

namespace Deploy.Tests.Plans;

/// <summary>Each rule of places accepts one deployment and rejects a next one that breaks nothing else, and names resource, host and rule.</summary>
public sealed class PlacementRuleTests
{
    private const string Backup = "to: c, recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    private static readonly Case[] Cases =
    [
        new("ApartRules.ShareNoHost", Small.Placed("api: { on: a, apartFrom: [web] }", "web: { on: b }"), Small.Placed("api: { on: [a, b], apartFrom: [web] }", "web: { on: b }"), "apartFrom: 'api' and 'web' are both on 'b'"),
        new("Places", Small.Placed("api: { on: a }", "web: { on: { label: web, count: 3 }, apartFrom: [api] }"), Small.Placed("api: { on: a }", "web: { on: { label: web, count: 4 }, apartFrom: [api] }"), "apartFrom: 'web' needs 4 of the hosts labelled 'web', and 3 are left; on 'a' is 'api'"),
        new("Places", Small.Placed("web: { on: { label: web, count: 3 }, residency: [NO] }"), Small.Placed("web: { on: { label: web, count: 4 }, residency: [NO] }"), "residency: 'web' may be in NO only"),
        new("ApartRules.DataIsNotSplit", Small.Placed("db: { primary: a, replicas: [b] }"), Small.Placed("db: { on: [a, b] }"), "data: 'db' keeps data, and on 'a' and 'b' it would be two sets of it"),
        new("ApartRules.DataIsNotSplit", Small.Placed("docs: { on: b }"), Small.Placed("docs: { on: { label: web, count: 1 } }"), "data: 'docs' keeps data, so no label chooses its host"),
        new("CapacityRules.Fits", Memory("8G"), Memory("4G"), "memory: 'a' has 4G"),
        new("ResidencyRules.Binds", Default("a", "residency: [NO]"), Default("d", "residency: [NO]"), "residency: data of 'web' may be in NO only, and host 'd' is in SE"),
        new("ResidencyRules.Binds", Default("a", $"residency: [NO], backup: {{ {Backup} }}"), Default("a", $"residency: [NO], backup: {{ {Backup.Replace("to: c", "to: d")} }}"), "residency: data of 'docs' may be in NO only, and its backups' host 'd' is in SE"),
        new("RecordedRules.DataStays", Small.Placed("db: { primary: a, replicas: [b] }"), Small.Placed("db: { primary: b }"), "data: 'db' keeps its data on 'a', and nothing moves it to 'b'", Small.Recorded()),
        new("RecordedRules.DataStays", Small.Placed("web: { on: b }"), Small.Placed("docs: { on: b }"), "data: 'docs' keeps its data on 'a', and nothing moves it to 'b'", Small.Recorded()),
        new("RecordedRules.DataStays", Small.Placed(), Small.Placed("db: { external: { address: 10.0.9.9, port: 3306, country: NO, user: u, password: db-password } }"), "data: 'db' keeps its data on 'a', and is now said to be run by somebody else", Small.Recorded()),
        new("RecordedRules.EngineStays", Small.Placed("docs: { on: a, engine: mongod }"), Small.Placed("docs: { on: a, engine: documentdb }"), "engine: the data of 'docs' on 'a' is mongod's, which documentdb cannot read", Small.Recorded()),
        new("RecordedRules.EngineStays", Small.Placed(), Small.Placed(), "version: 'db' on 'a' is mysql 9.7, and 10.0 is another major version", Small.Recorded(), With("mysql:9.7", "mysql:9.8"), With("mysql:9.7", "mysql:10.0")),
        new("RecordedRules.EngineStays", Small.Placed(), Small.Placed(), "version: 'db' on 'a' is mysql 9.7, and 9.6 is older", Small.Recorded(), null, With("mysql:9.7", "mysql:9.6")),
        new("RecordedRules.MembersLeaveOneByOne", Small.Placed("mq: { members: [a, b, c] }"), Small.Placed("mq: { members: [a, b, d] }"), "members: 'mq' would lose 'c' while 'd' joins", Small.Recorded("mq: { members: [a, b, c] }")),
        new("RecordedRules.MembersLeaveOneByOne", Small.Placed("mq: { members: [a, b, c] }"), Small.Placed("mq: { members: a }"), "members: 'mq' would lose 'b', 'c' and with them its majority", Small.Recorded("mq: { members: [a, b, c] }")),
        new("RecordedRules.HostsAreEmptiedFirst", Small.Placed("web: { on: d }"), WithoutD(Small.Placed()), "hosts: 'd' is not in the file any more, and was given 'web'", Small.Recorded("web: { on: d }")),
        new("RecipeRules.TakeWhatTheManifestSays", Small.Placed(), Small.Placed(), "recipe: 'db' has the variable MYSQL_DATABASE", null, null, With("\"env\": { \"MYSQL_ROOT", "\"env\": { \"MYSQL_DATABASE\": \"shop\", \"MYSQL_ROOT")),
        new("RecipeRules.TakeWhatTheManifestSays", Small.Placed(), Small.Placed(), "recipe: 'mail' sees ./seed of the AppHost's machine (bindMounts)", null, null, With("\"type\": \"container.v0\", \"image\": \"docker.io/x/mail", "\"type\": \"container.v0\", \"bindMounts\": [{ \"source\": \"./seed\", \"target\": \"/seed\", \"readOnly\": true }], \"image\": \"docker.io/x/mail")),
        new("EngineChoice", Small.Placed("docs: { on: a, engine: mongod }"), Small.Placed("db: { on: a, engine: documentdb }"), "engine: 'db' has the image docker.io/library/mysql:9.7, which 'documentdb' does not serve"),
        new("EngineChoice", Small.Placed("db: { primary: b }"), Small.Placed("docs: { primary: b }"), "primary: 'docs' is served by mongod, which knows no primary"),
        new("EngineChoice", Small.Placed(), Small.Placed(), "version: 'mq' is RabbitMQ 4.2; its policies need 4.3 or newer", null, null, With("rabbitmq:4.3", "rabbitmq:4.2")),
        new("EngineChoice", Small.Placed(), Small.Placed(), "version: the image of 'db', docker.io/library/mysql:latest, names no version", null, null, With("mysql:9.7", "mysql:latest")),
        new("EngineChoice", Small.Placed(), Small.Placed(), "'web' is a command of the machine that the AppHost runs on", null, null, With("\"type\": \"project.v0\", \"path\": \"Web/Web.csproj\"", "\"type\": \"executable.v0\", \"command\": \"web\", \"workingDirectory\": \"Web\"")),
        new("SourceRules.AreStated", Small.Placed(), Small.Placed().Replace("suite: sid", "suite: trixie"), "sources: 'db' is served by mysql 9.7, which Debian 13 does not have"),
        new("SourceRules.AreStated", Small.Placed().Replace("suite: sid", "suite: trixie").Replace("\nsources:\n", $"\nsources:\n  rabbitmq: {Source("4.3.6-1")}\n  mysql: {Source("9.7.4-1debian13")}\n"), Small.Placed().Replace("suite: sid\n", ""), "sources: 'mq' is served by rabbitmq 4.3, which Debian 13 does not have"),
        new("SourceRules.AreStated", Small.Placed(), Small.Placed().Replace("  mongod:", "  haproxy:"), "sources: 'docs' is served by mongod 8.3, which Debian's sid does not have"),
        new("SourceRules.PinWhatTheImagesName", Small.Placed(), Small.Placed().Replace("version: 8.3.1", "version: 8.30.1"), "version: 8.30.1 is installed for mongod, and the image of 'docs' names 8.3"),
        new("PortTable", Small.Placed("relay: { on: b }"), Small.Placed("relay: { on: a }"), "ports: 'relay/smtp' and 'mail/smtp' both listen on 1025 of 'a'"),
        new("PortTable", Small.Placed(), Small.Placed(), "ports: 'mail/smtp' listens on 443, which the hosts need themselves", null, null, With("\"targetPort\": 1025 } }\n    },\n    \"relay", "\"targetPort\": 443 } }\n    },\n    \"relay")),
        new("RecipeCalls", Small.Placed("mail: { on: a, image: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef }"), Small.Placed(), "image: 'mail' is 'docker.io/x/mail:2', which may be another one tomorrow", null, With("mail@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "mail:2"), With("mail@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "mail:2")),
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Cases.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Accepts_the_one_and_rejects_the_other_by_its_name(int number)
    {
        var its = Cases[number];
        var kept = its.State is null ? null : Small.Kept(its.State);

        Assert.Empty(Deployed.Of(its.AcceptedManifest ?? Small.Manifest, its.Accepted, its.State, kept).Faults.All);
        var faults = Deployed.Of(its.RejectedManifest ?? Small.Manifest, its.Rejected, its.State, kept).Faults.All.ToList();
        Assert.True(faults.Any(fault => fault.What.StartsWith(its.What, StringComparison.Ordinal)), string.Join('\n', faults));
        Assert.All(faults, fault => Assert.NotEmpty(fault.Remedy));
    }

    [Fact]
    public void Every_rule_is_tried() => Assert.Empty(
        PlacementRules.All.Select(rule => $"{rule.Method.DeclaringType!.Name}.{rule.Method.Name}").Except(Cases.Select(each => each.Rule)));

    private static string With(string old, string now)
    {
        Assert.Contains(old, Small.Manifest, StringComparison.Ordinal);
        return Small.Manifest.Replace(old, now, StringComparison.Ordinal);
    }

    private static string Source(string version) => $"{{ uri: https://repo.example.org/debian, suite: trixie, fingerprint: 0123456789ABCDEF0123456789ABCDEF01234567, version: {version} }}";

    private static string Memory(string size) => Small.Placed().Replace("country: NO, labels: [web] }\n  b", $"country: NO, memory: {size} }}\n  b");

    /// <summary>web is placed by default.</summary>
    private static string Default(string on, string more) =>
        Small.Placed().Replace("  web: { on: a }\n", "") + $"defaults: {{ on: {on}, {more} }}\n";

    private static string WithoutD(string hosts) => string.Concat(hosts.Split('\n').Where(line => !line.StartsWith("  d:", StringComparison.Ordinal)).Select(line => line + "\n"));

    private sealed record Case(
        string Rule, string Accepted, string Rejected, string What, string? State = null, string? AcceptedManifest = null, string? RejectedManifest = null);
}
