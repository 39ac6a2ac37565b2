using Deploy.Commands.Check;
using Deploy.Commands.Reports;
using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Tests.Commands;

/// <summary>Each folder of Cases/check is a manifest and all that <c>deploy check</c> says of it, in its three formats.</summary>
public sealed class CheckCases
{
    public static TheoryData<string> Cases => Golden.Names("check");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_says_the_whole_report(string name)
    {
        var faults = new FaultList("manifest.json");
        var manifest = ManifestReader.Read(File.ReadAllBytes(Golden.PathOf("check", name, "manifest.json")), faults);
        var report = CheckReport.Of(manifest, null, faults, new FaultList(""));

        Golden.Expect(Golden.PathOf("check", name, "expected.txt"), Written(CheckText.WriteTables));
        Golden.Expect(Golden.PathOf("check", name, "expected.md"), Written(CheckText.WriteMarkdown));
        Golden.Expect(Golden.PathOf("check", name, "expected.json"), Written(JsonReport.Write));

        string Written(Action<TextWriter, CheckReport> write)
        {
            using var output = new StringWriter();
            write(output, report);
            return output.ToString();
        }
    }
}
