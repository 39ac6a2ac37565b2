using Deploy.Commands.Systems;
using Deploy.Composition;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Manifest;
using Deploy.Recipes.WireGuard;
using Deploy.Resolution;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Commands.Check;

/// <summary>
/// A hosts.yaml beside its manifest: all that a plan would refuse of them, without what only who deploys has: the store of secrets, the
/// edge's certificate, and what was recorded. So CI can judge a pull request.
/// </summary>
internal static class HostsCheck
{
    /// <param name="manifest">Null if it has faults; then the file is judged alone.</param>
    public static void Check(string path, ManifestDocument? manifest, FaultList ofManifest, FaultList ofHosts)
    {
        var file = InputFile.Read(path, LoadedSystem.MaxHostsLength, ofHosts) is { } yaml ? HostsReader.Read(yaml, ofHosts) : null;
        if (file is null || manifest is null)
        {
            return;
        }

        ManifestRules.Check(file, manifest, ofHosts);
        if (ofHosts.Count > 0)
        {
            return;
        }

        // Something stands in for every secret, and what is said of them is not for here.
        var faults = new SystemFaults(ofManifest, ofHosts, new FaultList(""), new FaultList(""));
        var secrets = new SecretSet(new Dictionary<string, Secret>(), new Dictionary<string, string>(), Make, faults.Secrets);
        var edge = file.Edge.IsStated ? new EdgeFiles("-", new Secret("-")) : null;
        Composer.Compose(new SystemInput(manifest, file, RecordedState.Empty(file.Deployment.Value), secrets, edge), faults);
    }

    private static Secret Make(SecretNeed need) => need.Rules is { } rules ? SecretGenerator.Generate(rules) : WireGuardKey.Generate();
}
