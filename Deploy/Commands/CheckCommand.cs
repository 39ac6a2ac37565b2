using System.CommandLine;
using Deploy.Commands.Check;
using Deploy.Commands.Reports;
using Deploy.Faults;
using Deploy.Manifest;
using Deploy.Manifest.Json;

namespace Deploy.Commands;

/// <summary><c>deploy check MANIFEST</c>: whether the manifest can be deployed, and if not, everything that stands against it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "The file that Aspire wrote, mostly aspire-manifest.json." };
        var formats = new FormatOptions();
        var command = new Command("check", "Says whether a manifest can be deployed: 0 accepted, 1 refused, with every fault.") { manifest };
        formats.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(manifest), formats.Of(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string path, Format format, TextWriter output)
    {
        var faults = new FaultList(path);
        var bytes = InputFile.Read(path, JsonReader.MaxLength, faults);
        var report = CheckReport.Of(bytes is null ? null : ManifestReader.Read(bytes, faults), faults);
        ReportWriter.Write(output, format, report, CheckText.WriteTables, CheckText.WriteMarkdown);

        return report.Accepted ? ExitCode.Fine : ExitCode.Fault;
    }
}
