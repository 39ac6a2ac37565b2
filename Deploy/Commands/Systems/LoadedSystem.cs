using Deploy.Composition;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Rules;
using Deploy.Hosts.Yaml;
using Deploy.Latency;
using Deploy.Manifest;
using Deploy.Manifest.Json;
using Deploy.Manifest.References;
using Deploy.Recipes.WireGuard;
using Deploy.Resolution;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Commands.Systems;

/// <summary>A deployment read from its files and composed, or all that stands against it.</summary>
/// <param name="System">Null if something is at fault.</param>
/// <param name="Key">Of the digests; empty if something is at fault.</param>
internal sealed record LoadedSystem(
    SystemFaults Faults, HostsFile? File, ComposedSystem? System, RecordedState State, byte[] Key, SecretStore? Store, IReadOnlyList<EndpointLatency> Latency)
{
    /// <summary>In bytes: UTF-8 takes up to four for a character.</summary>
    public const int MaxHostsLength = YamlReader.MaxLength * 4;
    private const int MaxPemLength = 1024 * 1024;

    /// <summary>Reads every file and tells every fault of each, as far as one does not depend on another.</summary>
    /// <param name="keep">Whether a key of digests is kept if there is none yet.</param>
    public static LoadedSystem Of(SystemPaths paths, bool keep)
    {
        var faults = new SystemFaults(new FaultList(paths.Manifest), new FaultList(paths.Hosts), new FaultList(paths.State ?? "state.json"), new FaultList(paths.Store));

        // Beside the other files: of a large deployment it is the longest by far.
        var recorded = Task.Run(() => paths.State is not null && InputFile.Read(paths.State, StateFile.MaxLength, faults.State) is { } bytes ? StateFile.Parse(bytes, faults.State) : null);
        var manifest = InputFile.Read(paths.Manifest, JsonReader.MaxLength, faults.Manifest) is { } json ? ManifestReader.Read(json, faults.Manifest) : null;
        var file = InputFile.Read(paths.Hosts, MaxHostsLength, faults.Hosts) is { } yaml ? HostsReader.Read(yaml, faults.Hosts) : null;
        if (file is not null && manifest is not null)
        {
            ManifestRules.Check(file, manifest, faults.Hosts);
        }

        var deployment = file is { Deployment.IsStated: true } ? file.Deployment.Value : "";
        var state = (recorded.GetAwaiter().GetResult() is { } read && deployment.Length > 0 ? StateFile.Of(read, deployment, faults.State) : null) ?? RecordedState.Empty(deployment);

        var store = SecretStore.Open(paths.Store, faults.Secrets);
        var kept = store?.ReadAll(faults.Secrets);
        var key = faults.Count == 0 ? store?.Key(keep, faults.Secrets) : null;
        var isWhole = faults.Count == 0;
        var edge = file is { Edge.IsStated: true } && faults.Hosts.Count == 0 ? Edge(file.Edge.Value, paths.Hosts, faults.Hosts) : null;
        if (manifest is null || file is null || kept is null || key is null || !isWhole)
        {
            return new(faults, file, null, state, [], store, []);
        }

        // Also where the edge's files cannot be read: places that break a rule are told with that.
        var secrets = new SecretSet(kept, state.Secrets, Make, faults.Secrets);
        var system = Composer.Compose(new SystemInput(manifest, file, state, secrets, edge), faults);
        return new(faults, file, system, state, key, store, system is null ? [] : WorstChains.Of(file, system.Placed, ReferenceGraph.Of(manifest)));
    }

    private static Secret Make(SecretNeed need) => need.Rules is { } rules ? SecretGenerator.Generate(rules) : WireGuardKey.Generate();

    /// <summary>The certificate and its key, which lie beside hosts.yaml.</summary>
    private static EdgeFiles? Edge(EdgeBlock edge, string hosts, FaultList faults)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(hosts))!;
        var certificate = Pem(edge.Certificate, folder, isPrivate: false, faults);
        var key = Pem(edge.Key, folder, isPrivate: true, faults);
        return certificate is null || key is null ? null : new EdgeFiles(certificate, new Secret(key));
    }

    private static string? Pem(Stated<string> stated, string folder, bool isPrivate, FaultList faults)
    {
        var path = Path.Combine(folder, stated.Value);
        var own = new FaultList(path);
        var bytes = !isPrivate || !global::System.IO.File.Exists(path) || PrivateFiles.Check(path, PrivateFiles.File, own) ? InputFile.Read(path, MaxPemLength, own) : null;
        foreach (var fault in own)
        {
            faults.Add(stated.Path, stated.At, $"{path}: {fault.What}", fault.Remedy);
        }

        if (bytes is null)
        {
            return null;
        }

        var text = global::System.Text.Encoding.ASCII.GetString(bytes);
        if (bytes.Length <= MaxPemLength && text.Contains("-----BEGIN ", StringComparison.Ordinal) && !text.Contains('\0'))
        {
            return text;
        }

        faults.Add(stated.Path, stated.At, $"{path} is no PEM file.", "Name the file that holds it between -----BEGIN and -----END.");
        return null;
    }
}
