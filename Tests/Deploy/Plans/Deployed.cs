using System.Security.Cryptography;
using System.Text;
using Deploy.Commands.Systems;
using Deploy.Composition;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Latency;
using Deploy.Manifest;
using Deploy.Manifest.References;
using Deploy.Resolution;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Tests.Plans;

/// <summary>A deployment of texts in a test, with secrets that tell their names and a key of digests that is always the same.</summary>
internal static class Deployed
{
    public static readonly byte[] Key = new byte[SecretDigest.KeyLength];

    private static readonly EdgeFiles Edge = new("-----BEGIN CERTIFICATE-----\nof a test\n-----END CERTIFICATE-----\n", new Secret("-----BEGIN PRIVATE KEY-----\nof a test\n-----END PRIVATE KEY-----\n"));

    /// <param name="state">The text of state.json; null before the first deploy.</param>
    /// <param name="kept">What the store holds, by name.</param>
    public static LoadedSystem Of(string manifest, string hosts, string? state = null, IReadOnlyDictionary<string, Secret>? kept = null) =>
        Of(Encoding.UTF8.GetBytes(manifest), hosts, state is null ? null : Encoding.UTF8.GetBytes(state), kept);

    public static LoadedSystem Of(byte[] manifest, string hosts, byte[]? state = null, IReadOnlyDictionary<string, Secret>? kept = null)
    {
        var faults = new SystemFaults(new FaultList("manifest.json"), new FaultList("hosts.yaml"), new FaultList("state.json"), new FaultList("secrets"));
        var document = ManifestReader.Read(manifest, faults.Manifest);
        var file = HostsReader.Read(hosts, faults.Hosts);
        if (document is not null && file is not null)
        {
            ManifestRules.Check(file, document, faults.Hosts);
        }

        var deployment = file is { Deployment.IsStated: true } ? file.Deployment.Value : "";
        var recorded = (state is null ? null : StateFile.Read(state, deployment, faults.State)) ?? RecordedState.Empty(deployment);
        if (document is null || file is null || faults.Count > 0)
        {
            return new(faults, file, null, recorded, [], null, []);
        }

        var secrets = new SecretSet(kept ?? new Dictionary<string, Secret>(), recorded.Secrets, Make, faults.Secrets);
        var system = Composer.Compose(new SystemInput(document, file, recorded, secrets, file.Edge.IsStated ? Edge : null), faults);
        return new(faults, file, system, recorded, Key, null, system is null ? [] : WorstChains.Of(file, system.Placed, ReferenceGraph.Of(document)));
    }

    /// <summary>What a store would hold, for secrets that only a person knows: one that tells its name.</summary>
    public static Secret Named(string name) => new($"the-{name}");

    public static Secret Tunnel(string name) => new(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(name))));

    private static Secret Make(SecretNeed need) => need.Rules is null ? Tunnel(need.Name) : Named(need.Name);
}
