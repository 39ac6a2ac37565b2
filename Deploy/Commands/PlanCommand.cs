using System.CommandLine;
using Deploy.Commands.Plans;
using Deploy.Commands.Reports;
using Deploy.Commands.Systems;

namespace Deploy.Commands;

/// <summary><c>deploy plan</c>: what would change on the hosts, in the order of doing, and why. It writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var files = new SystemOptions();
        var formats = new FormatOptions();
        var strict = new Option<bool>("--strict-latency") { Description = "Take a latency budget that is exceeded for a fault." };
        var command = new Command("plan", "Says what would change on the hosts: 0 nothing, 2 changes, 1 a fault.");
        files.AddTo(command);
        command.Options.Add(strict);
        formats.AddTo(command);
        command.SetAction(parsed => Run(files.Of(parsed), parsed.GetValue(strict), formats.Of(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(SystemPaths paths, bool strictLatency, Format format, TextWriter output)
    {
        var report = PlanReport.Of(LoadedSystem.Of(paths, keep: false), strictLatency);
        ReportWriter.Write(output, format, report, PlanText.WriteTables, PlanText.WriteMarkdown);

        return report.Verdict switch
        {
            PlanVerdict.Nothing => ExitCode.Fine,
            PlanVerdict.Changes => ExitCode.Changes,
            _ => ExitCode.Fault,
        };
    }
}
