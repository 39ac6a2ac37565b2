using System.CommandLine;
using Deploy.Commands.Reports;
using Deploy.Commands.Systems;
using Deploy.Faults;
using Deploy.Plans;

namespace Deploy.Commands;

/// <summary><c>deploy render --out DIR</c>: writes every file of every host, whole, and the state that a plan can go on from.</summary>
internal static class RenderCommand
{
    public static Command Create()
    {
        var files = new SystemOptions();
        var formats = new FormatOptions();
        var folder = new Option<string>("--out", "-o") { Description = "A folder that is new or empty. Secrets are written into it, in files of mode 0600.", Required = true };
        var command = new Command("render", "Writes every file of every host, and keeps the secrets that it had to make: 0 written, 1 a fault.") { folder };
        files.AddTo(command);
        formats.AddTo(command);
        command.SetAction(parsed => Run(files.Of(parsed), parsed.GetRequiredValue(folder), formats.Of(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(SystemPaths paths, string folder, Format format, TextWriter output)
    {
        var own = new FaultList(folder);
        var isFree = RenderedFolder.Check(folder, own);
        var loaded = LoadedSystem.Of(paths, keep: isFree);
        if (loaded.System is { } system && isFree)
        {
            // Kept first: a file with a secret that nobody keeps would be worth nothing.
            foreach (var (name, secret) in system.Secrets.Made)
            {
                loaded.Store!.Write(name, secret);
            }

            RenderedFolder.Write(folder, system, Recording.Of(system, loaded.State, loaded.Key));
        }

        var report = RenderReport.Of(folder, loaded, own);
        ReportWriter.Write(output, format, report, (to, told) => told.WriteTables(to), (to, told) => told.WriteMarkdown(to));

        return report.Faults.Count == 0 ? ExitCode.Fine : ExitCode.Fault;
    }
}
