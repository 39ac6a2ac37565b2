using Deploy.Faults;
using Deploy.Hosts.Rules;

namespace Deploy.Tests.Hosts;

/// <summary>Each rule within hosts.yaml, alone: a text that it accepts, and the same text with one thing changed that it rejects.</summary>
public sealed class RuleTests
{
    private const string Three = """
        deployment: shop
        hosts:
          a: { ssh: 203.0.113.1, private: 10.0.0.1, site: osl, country: NO, labels: [web], failureDomain: rack-1 }
          b: { ssh: 203.0.113.2, private: 10.0.0.2, site: osl, country: NO, labels: [web], failureDomain: rack-1 }
          c: { ssh: 203.0.113.3, private: 10.0.0.3, site: fra, country: DE }
        wireguard: true

        """;

    private const string Recipient = "recipient: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    private static readonly (HostsRule Rule, string Accepted, string Rejected, string Path)[] Cases =
    [
        (HostNames.Exist, Three + "resources: { auth: { on: [a, b] } }", Three + "resources: { auth: { on: [a, d] } }", "resources.auth.on[1]"),
        (HostNames.Exist, Three + "telemetry: { on: c }", Three + "telemetry: { on: d }", "telemetry.on"),
        (HostNames.Exist, Three + "edge: { on: a, domain: x.no, certificate: c, key: k }", Three + "edge: { on: d, domain: x.no, certificate: c, key: k }", "edge.on"),
        (HostNames.Exist, Three + $"defaults: {{ backup: {{ to: c, {Recipient} }} }}", Three + $"defaults: {{ backup: {{ to: d, {Recipient} }} }}", "defaults.backup.to"),
        (HostNames.LabelsAreCarriedByEnough, Three + "resources: { auth: { on: { label: web, count: 2 } } }", Three + "resources: { auth: { on: { label: web, count: 3 } } }", "resources.auth.on.label"),
        (HostNames.LabelsAreCarriedByEnough, Three + "defaults: { on: { label: web, count: 1 } }", Three + "defaults: { on: { label: wbe, count: 1 } }", "defaults.on.label"),
        (Placements.SayOneThing, Three + "resources: { mq: { members: a } }", Three + "resources: { mq: { members: a, on: b } }", "resources.mq.members"),
        (Placements.PrimaryIsNoReplica, Three + "resources: { db: { primary: a, replicas: [b, c] } }", Three + "resources: { db: { primary: a, replicas: [b, a] } }", "resources.db.replicas[1]"),
        (Placements.MembersAreOddInNumber, Three + "resources: { mq: { members: [a, b, c] } }", Three + "resources: { mq: { members: [a, b] } }", "resources.mq.members"),
        (Placements.KeysBelongToTheirKind, Three + "resources: { db: { primary: a, reads: r } }", Three + "resources: { db: { on: a, reads: r } }", "resources.db.reads"),
        (Placements.KeysBelongToTheirKind, Three + "resources: { db: { primary: a, replicas: b, maxLag: 1s } }", Three + "resources: { db: { primary: a, maxLag: 1s } }", "resources.db.maxLag"),
        (Placements.KeysBelongToTheirKind, Three + "resources: { db: { primary: a, reads: r, whenNoReplica: primary } }", Three + "resources: { db: { primary: a, reads: r, whenNoReplica: fail } }", "resources.db.whenNoReplica"),
        (Networks.AddressesAreOnesOwn, Three, Three.Replace("10.0.0.2", "10.0.0.1"), "hosts.b.private"),
        (Networks.AddressesAreOnesOwn, Three, Three.Replace("203.0.113.2", "root@203.0.113.1:22"), "hosts.b.ssh"),
        (Networks.PrivateAddressesArePrivate, Three.Replace("10.0.0.1", "172.31.255.255"), Three.Replace("10.0.0.1", "172.32.0.0"), "hosts.a.private"),
        (Networks.SitesAreJoined, Three, Three.Replace("wireguard: true", ""), "hosts.c.site"),
        (Networks.ExternalIsEncrypted, Three + External("10.9.0.1", ""), Three + External("db.example.no", ""), "resources.db.external.address"),
        (Networks.ExternalIsEncrypted, Three + External("db.example.no", ", tls: true"), Three + External("203.0.113.9", ", tls: false"), "resources.db.external.address"),
        (Deploy.Hosts.Rules.Sites.StandInOneCountry, Three, Three.Replace("site: fra", "site: osl"), "hosts.c.country"),
        (Deploy.Hosts.Rules.Sites.RoundTripsNameSites, Three + "sites: { rtt: { fra-osl: 25ms } }", Three + "sites: { rtt: { osl-frx: 25ms } }", "sites.rtt.osl-frx"),
        (Deploy.Hosts.Rules.Sites.RoundTripsAreStatedOnce, Three + "sites: { rtt: { osl-fra: 25ms, osl-osl: 1ms } }", Three + "sites: { rtt: { osl-fra: 25ms, fra-osl: 25ms } }", "sites.rtt.fra-osl"),
        (Deploy.Hosts.Rules.Sites.BudgetsHaveTheirRoundTrips, Three + "budgets: { web: 1s }\nsites: { rtt: { osl-fra: 25ms } }", Three + "budgets: { web: 1s }", "sites.rtt.fra-osl"),
        (Residency.BindsNamedHosts, Three + "resources: { db: { primary: a, replicas: b, residency: NO } }", Three + "resources: { db: { primary: a, replicas: c, residency: NO } }", "resources.db.replicas"),
        (Residency.BindsNamedHosts, Three + "resources: { mq: { members: [a, b, c], residency: [NO, DE] } }", Three + "resources: { mq: { members: [a, b, c] } }\ndefaults: { residency: NO }", "resources.mq.members[2]"),
        (Residency.BindsNamedHosts, Three + External("10.9.0.1", ""), Three + External("10.9.0.1", "").Replace("} }", "}, residency: DE }"), "resources.db.external.country"),
        (Residency.BindsNamedHosts, Three + $"resources: {{ db: {{ primary: c, residency: [DE, NO], backup: {{ to: a, {Recipient} }} }} }}", Three + $"resources: {{ db: {{ primary: c, residency: DE, backup: {{ to: a, {Recipient} }} }} }}", "resources.db.backup.to"),
        (Residency.LeavesEnoughLabelledHosts, Three + "resources: { auth: { on: { label: web, count: 2 }, residency: NO } }", Three + "resources: { auth: { on: { label: web, count: 2 }, residency: SE } }", "resources.auth.on.label"),
        (Residency.BindsTelemetry, Three + "resources: { db: { primary: a, residency: NO } }\ntelemetry: { on: b }", Three + "resources: { db: { primary: a, residency: NO } }\ntelemetry: { on: c }", "telemetry.on"),
        (Backups.AreElsewhere, Three + $"resources: {{ db: {{ primary: a, backup: {{ to: c, {Recipient} }} }} }}", Three + $"resources: {{ db: {{ primary: a, backup: {{ to: a, {Recipient} }} }} }}", "resources.db.backup.to"),
        (Backups.AreElsewhere, Three + $"resources: {{ db: {{ primary: a }} }}\ndefaults: {{ backup: {{ to: c, {Recipient} }} }}", Three + $"resources: {{ db: {{ primary: a }} }}\ndefaults: {{ backup: {{ to: b, {Recipient} }} }}", "defaults.backup.to"),
        (StartOrder.HasNoCycle, Three + "resources: { x: { after: [y, z] }, y: { after: [z] }, z: {} }", Three + "resources: { x: { after: y }, y: { after: z }, z: { after: [x] } }", "resources.z.after[0]"),
        (Reads.AreClaimedOnce, Three + "resources: { x: { primary: a, reads: r }, y: { primary: b, reads: s } }", Three + "resources: { x: { primary: a, reads: r }, y: { primary: b, reads: r } }", "resources.y.reads"),
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
            HostsRules.All.Select(Name).Order(StringComparer.Ordinal), Cases.Select(each => Name(each.Rule)).Distinct().Order(StringComparer.Ordinal));

    private static FaultList Told(HostsRule rule, string yaml)
    {
        var file = Reading.Of(yaml).File;
        Assert.NotNull(file);
        var faults = new FaultList("hosts.yaml");
        rule(file, faults);
        return faults;
    }

    private static string Name(HostsRule rule) => $"{rule.Method.DeclaringType!.Name}.{rule.Method.Name}";

    private static string External(string address, string tls) =>
        $"resources: {{ db: {{ external: {{ address: {address}, port: 3306, country: NO, user: u, password: p{tls} }} }} }}";
}
