using System.Text;
using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Tests.Manifest;

/// <summary>A manifest read in a test.</summary>
internal static class Reading
{
    public static (ManifestDocument? Manifest, FaultList Faults) Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    public static (ManifestDocument? Manifest, FaultList Faults) Of(byte[] utf8)
    {
        var faults = new FaultList("manifest.json");
        var manifest = ManifestReader.Read(utf8, faults);
        Assert.Equal(manifest is null, faults.Count > 0);
        return (manifest, faults);
    }

    public static ManifestDocument Accepted(string json)
    {
        var (manifest, faults) = Of(json);
        Assert.Empty(faults);
        return manifest!;
    }

    public static Fault OnlyFault(byte[] utf8) => Assert.Single(Of(utf8).Faults);

    public static Fault OnlyFault(string json) => OnlyFault(Encoding.UTF8.GetBytes(json));
}
