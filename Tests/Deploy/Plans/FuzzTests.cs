using System.Text;
using Deploy.Faults;
using Deploy.Plans;
using Deploy.State;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Plans;

/// <summary>Whatever the files are, planning gives a plan or faults: no exception, and no other outcome.</summary>
public sealed class FuzzTests
{
    private static readonly string Recorded = Small.Recorded();

    private static readonly byte[] State = Encoding.UTF8.GetBytes(Recorded);

    private static readonly string[] HostTokens =
    [
        "a", "b", "d", "[a, b]", "{ label: web, count: 2 }", "{ label: web, count: 9 }", "10s", "NO", "[SE]", "web", "db", "3306", "\"\"", "~", "true", "[]", "{}", "on", "primary",
    ];

    private static readonly string[] Replaced = ["on: a", "on: b", "country: NO", "site: osl", "labels: [web]", "deployment: shop", "db:", "mail:", "10.0.0.2", "wireguard: true"];

    [Property(MaxTest = 300)]
    public void Any_state(byte[]? bytes) => ReadState(bytes ?? []);

    [Property(MaxTest = 300)]
    public Property A_recorded_state_with_bytes_changed() => Prop.ForAll(
        Gen.Choose(0, State.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(4).ToArbitrary(),
        changes =>
        {
            var bytes = State.ToArray();
            foreach (var (at, value) in changes)
            {
                bytes[at] = (byte)value;
            }

            Plan(Small.Manifest, Small.Placed(), bytes);
        });

    [Property(MaxTest = 300)]
    public Property A_hosts_file_with_words_changed() => Prop.ForAll(
        Gen.Elements(Replaced).Zip(Gen.Elements(HostTokens)).ListOf(3).ToArbitrary(),
        changes => Plan(Small.Manifest, changes.Aggregate(Small.Placed(), (text, change) => text.Replace(change.Item1, Key(change), StringComparison.Ordinal)), null));

    [Property(MaxTest = 300)]
    public Property A_manifest_with_a_piece_put_elsewhere() => Prop.ForAll(
        Gen.Choose(0, Small.Manifest.Length - 1).ListOf(3).ToArbitrary(),
        cuts =>
        {
            var at = cuts.Order().ToArray();
            var text = Small.Manifest;
            Plan(text[..at[0]] + text[at[1]..at[2]] + text[at[0]..at[1]] + text[at[2]..], Small.Placed(), null);
        });

    [Property(MaxTest = 200)]
    public Property A_manifest_with_references_changed() => Prop.ForAll(
        Gen.Elements("db", "docs", "mq", "mail", "relay", "api", "web").Two().Zip(Gen.Elements("db-password.value", "mq.connectionString", "api.bindings.http.url", "mail.bindings.smtp.host")).ToArbitrary(),
        change => Plan(
            Small.Manifest.Replace($"{{{change.Item1.Item1}.", $"{{{change.Item1.Item2}.", StringComparison.Ordinal).Replace("{web.bindings.http.url}", $"{{{change.Item2}}}", StringComparison.Ordinal),
            Small.Placed(),
            null));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "format": 2, "deployment": "shop", "resources": {}, "ports": {}, "secrets": {}, "hosts": {} }""")]
    [InlineData("""{ "format": 1, "deployment": "shop", "resources": { "db": null }, "ports": {}, "secrets": {}, "hosts": {} }""")]
    [InlineData("""{ "format": 1, "deployment": "shop", "resources": {}, "ports": { "x": 70000 }, "secrets": {}, "hosts": {} }""")]
    [InlineData("""{ "format": 1, "deployment": "shop", "resources": {}, "ports": {}, "secrets": {}, "hosts": {}, "more": 1 }""")]
    [InlineData("""{ "format": 1, "deployment": "other", "resources": {}, "ports": {}, "secrets": {}, "hosts": {} }""")]
    public void What_is_no_state_of_this_deployment_is_a_fault(string json) => Assert.NotEmpty(ReadState(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_deployment_without_hosts_is_a_fault() =>
        Assert.StartsWith("hosts: there is none", Assert.Single(Deployed.Of(Small.Manifest, "deployment: shop\nhosts: {}\n").Faults.All).What, StringComparison.Ordinal);

    [Fact]
    public void What_is_one_is_none() =>
        Assert.Empty(ReadState("""{ "format": 1, "deployment": "shop", "resources": {}, "ports": {}, "secrets": {}, "hosts": {} }"""u8.ToArray()));

    private static string Key((string Old, string Now) change) => change.Old.Contains(": ", StringComparison.Ordinal) ? $"{change.Old[..change.Old.IndexOf(':', StringComparison.Ordinal)]}: {change.Now}" : change.Now;

    private static FaultList ReadState(byte[] bytes)
    {
        var faults = new FaultList("state.json");
        Assert.Equal(StateFile.Read(bytes, "shop", faults) is null, faults.Count > 0);
        return faults;
    }

    private static void Plan(string manifest, string hosts, byte[]? state)
    {
        var loaded = Deployed.Of(Encoding.UTF8.GetBytes(manifest), hosts, state, Small.Kept(Recorded));
        Assert.Equal(loaded.System is null, loaded.Faults.Count > 0);
        if (loaded.System is { } system)
        {
            Planner.Of(system, loaded.State, loaded.Key);
        }
    }
}
