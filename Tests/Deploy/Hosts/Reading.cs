using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Manifest;

namespace Deploy.Tests.Hosts;

/// <summary>What reading gave: the file as far as it could be read, and every fault of it.</summary>
internal sealed record Reading(HostsFile? File, FaultList Faults)
{
    /// <param name="yaml">The text of hosts.yaml.</param>
    /// <param name="manifest">The text of a manifest without faults; null for a file that is read alone.</param>
    public static Reading Of(string yaml, string? manifest = null)
    {
        var faults = new FaultList("hosts.yaml");
        var file = HostsReader.Read(yaml, faults);
        if (file is not null && manifest is not null)
        {
            ManifestRules.Check(file, Manifest(manifest), faults);
        }

        return new Reading(file, faults);
    }

    public static ManifestDocument Manifest(string json)
    {
        var faults = new FaultList("manifest.json");
        var manifest = ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(json), faults);
        Assert.Empty(faults);
        return manifest!;
    }

    /// <summary>One line for each fault.</summary>
    public string Report() => string.Concat(Faults.Select(fault => $"{fault}\n"));
}
