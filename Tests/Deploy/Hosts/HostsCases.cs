using Deploy.Hosts.Shapes;
using Deploy.Hosts.Templates;

namespace Deploy.Tests.Hosts;

/// <summary>
/// Each folder of Cases/hosts is a hosts.yaml, mostly with a manifest.json, and all that reading them gives: read.json where they are
/// accepted, faults.txt where they are not. Each of Cases/init is a manifest and the hosts.yaml that is written for it.
/// </summary>
public sealed class HostsCases
{
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static TheoryData<string> Reads => Golden.Names("hosts");

    public static TheoryData<string> Inits => Golden.Names("init");

    [Theory]
    [MemberData(nameof(Reads))]
    public void Reading_gives_the_whole_file_or_every_fault(string name)
    {
        var folder = Golden.PathOf("hosts", name);
        var reading = Reading.Of(File.ReadAllText(Path.Combine(folder, "hosts.yaml")), Text(folder, "manifest.json"));

        Expect(folder, "faults.txt", reading.Faults.Count == 0 ? null : reading.Report());
        Expect(folder, "read.json", reading.Faults.Count == 0 ? HostsJson.Of(reading.File!) : null);
    }

    [Theory]
    [MemberData(nameof(Inits))]
    public void Init_writes_a_file_whose_only_faults_are_its_blanks(string name)
    {
        var folder = Golden.PathOf("init", name);
        var manifest = Text(folder, "manifest.json")!;
        var arguments = Text(folder, "arguments.txt")!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        var written = HostsTemplate.Write(Reading.Manifest(manifest), arguments[0] == "-" ? null : arguments[0], arguments[1..]);

        Golden.Expect(Path.Combine(folder, "hosts.yaml"), written);
        Assert.All(Reading.Of(written, manifest).Faults, fault => Assert.Equal(Shape.Blank, fault.What));
        Golden.Expect(Path.Combine(folder, "blanks.txt"), Reading.Of(written, manifest).Report());
    }

    // Null: the file is not there.
    private static void Expect(string folder, string file, string? text)
    {
        var path = Path.Combine(folder, file);
        if (Rewrite && text is null)
        {
            File.Delete(path);
        }
        else if (Rewrite)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(Text(folder, file), text);
    }

    private static string? Text(string folder, string file) => Path.Combine(folder, file) is var path && File.Exists(path) ? File.ReadAllText(path) : null;
}
