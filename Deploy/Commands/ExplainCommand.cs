using System.CommandLine;
using System.Globalization;
using System.Net;
using Deploy.Commands.Explain;
using Deploy.Commands.Reports;
using Deploy.Commands.Systems;

namespace Deploy.Commands;

/// <summary><c>deploy explain HOST:PORT</c>: who may connect there, because of what reference or rule.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var at = new Argument<(string Host, int Port)>("HOST:PORT")
        {
            Description = "A host of hosts.yaml and a port, such as a:3306.",
            CustomParser = result =>
            {
                if (result.Tokens is [{ Value: var text }]
                    && text.LastIndexOf(':') is > 0 and var colon
                    && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && port is > 0 and <= IPEndPoint.MaxPort)
                {
                    return (text[..colon], port);
                }

                result.AddError("Write HOST:PORT, such as a:3306.");
                return default;
            },
        };
        var files = new SystemOptions();
        var formats = new FormatOptions();
        var command = new Command("explain", "Says who may connect to a port of a host, and because of what.") { at };
        files.AddTo(command);
        formats.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(at), files.Of(parsed), formats.Of(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run((string Host, int Port) at, SystemPaths paths, Format format, TextWriter output)
    {
        var report = ExplainReport.Of(at.Host, at.Port, LoadedSystem.Of(paths, keep: false));
        ReportWriter.Write(output, format, report, (to, told) => told.WriteTables(to), (to, told) => told.WriteMarkdown(to));

        return report.Faults.Count == 0 ? ExitCode.Fine : ExitCode.Fault;
    }
}
