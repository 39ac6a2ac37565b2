using Deploy.Composition;
using Deploy.Placement;
using Deploy.Rendering;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Plans;

/// <summary>What is recorded of a deployment that was carried out.</summary>
internal static class Recording
{
    /// <param name="key">Of the digests.</param>
    public static RecordedState Of(ComposedSystem system, RecordedState before, ReadOnlyMemory<byte> key) => new(
        RecordedState.CurrentFormat,
        system.Deployment,
        Resources(system.Placed, before),
        system.Ports,
        system.Secrets.Used.ToDictionary(secret => secret.Key, secret => SecretDigest.Of(key.Span, secret.Key, secret.Value), StringComparer.Ordinal),
        system.Hosts.ToDictionary(host => host.Name, host => Of(host, key), StringComparer.Ordinal));

    public static RecordedFile Of(string host, HostFile file, ReadOnlyMemory<byte> key) => new(
        $"0{Convert.ToString((int)file.Mode, 8)}",
        $"{file.Owner}:{file.Group}",
        file.Content.ToString(),
        file.Content.HasSecrets ? file.Content.Digest(key.Span, $"{host}:{file.Path}") : null);

    private static RecordedHost Of(ComposedHost host, ReadOnlyMemory<byte> key) => new(
        host.Files.ToDictionary(file => file.Path, file => Of(host.Name, file, key), StringComparer.Ordinal),
        host.Units.ToDictionary(unit => unit.Name, unit => new RecordedUnit(unit.Instance.Name, unit.Data), StringComparer.Ordinal),
        host.Packages);

    /// <summary>What keeps data is remembered when it is no longer wanted, so that it cannot come back empty elsewhere.</summary>
    private static Dictionary<string, RecordedResource> Resources(PlacedSystem placed, RecordedState before)
    {
        var resources = placed.Resources.Where(resource => resource.External is null).ToDictionary(
            resource => resource.Name,
            resource => new RecordedResource(Engines.NameOf(resource.Engine), resource.Version, resource.KeepsData, resource.Hosts),
            StringComparer.Ordinal);
        foreach (var (name, kept) in before.Resources.Where(each => each.Value.KeepsData && !resources.ContainsKey(each.Key)))
        {
            resources.Add(name, kept with { Stopped = true });
        }

        return resources;
    }
}
