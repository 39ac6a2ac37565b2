using System.CommandLine;
using Deploy.Commands.Check;
using Deploy.Commands.Reports;
using Deploy.Faults;
using Deploy.Manifest;
using Deploy.Manifest.Json;

namespace Deploy.Commands;

/// <summary><c>deploy check MANIFEST [HOSTS]</c>: whether the manifest can be deployed, there if that is said, and if not, everything that stands against it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var manifest = new FileArgument("MANIFEST") { Description = "The file that Aspire wrote, mostly aspire-manifest.json." };
        var hosts = new FileArgument("HOSTS")
        {
            Description = "The hosts.yaml that goes with it; without one, the manifest is judged alone.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var formats = new FormatOptions();
        var command = new Command("check", "Says whether a manifest can be deployed, alone or on the hosts of a file: 0 accepted, 1 refused, with every fault.") { manifest, hosts };
        formats.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(manifest), parsed.GetValue(hosts), formats.Of(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string path, string? hosts, Format format, TextWriter output)
    {
        var (ofManifest, ofHosts) = (new FaultList(path), new FaultList(hosts ?? ""));
        var bytes = InputFile.Read(path, JsonReader.MaxLength, ofManifest);
        var manifest = bytes is null ? null : ManifestReader.Read(bytes, ofManifest);
        if (hosts is not null)
        {
            HostsCheck.Check(hosts, manifest, ofManifest, ofHosts);
        }

        var report = CheckReport.Of(manifest, hosts, ofManifest, ofHosts);
        ReportWriter.Write(output, format, report, CheckText.WriteTables, CheckText.WriteMarkdown);

        return report.Accepted ? ExitCode.Fine : ExitCode.Fault;
    }
}
