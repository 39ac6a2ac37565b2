using Deploy.Commands.Reports;
using Spectre.Console;

namespace Deploy.Commands.Check;

/// <summary>The report for a person, as tables on a terminal or in Markdown.</summary>
internal static class CheckText
{
    private static readonly string[] ResourceColumns = ["resource", "type", "bindings", "connected from"];
    private static readonly string[] ParameterColumns = ["parameter", "secret", "its value is"];

    public static void WriteTables(TextWriter output, CheckReport report)
    {
        var console = Terminal.On(output);
        console.WriteLine(Verdict(report));
        if (report.Accepted)
        {
            Terminal.Table(console, ResourceColumns, Resources(report));
            if (report.Parameters.Count > 0)
            {
                Terminal.Table(console, ParameterColumns, Parameters(report));
            }
        }
        else
        {
            FaultReport.WriteTable(console, report.Faults);
        }
    }

    public static void WriteMarkdown(TextWriter output, CheckReport report)
    {
        output.Write($"### {Markdown.Text(Verdict(report))}\n\n");
        if (report.Accepted)
        {
            output.Write(Markdown.Table(ResourceColumns, Resources(report).Select(Row)));
            output.Write(report.Parameters.Count == 0 ? "" : "\n" + Markdown.Table(ParameterColumns, Parameters(report).Select(Row)));
        }
        else
        {
            output.Write(FaultReport.Markdown(report.Faults));
        }

        static string[] Row(IReadOnlyList<string> cells) => [.. cells.Select(Markdown.Text)];
    }

    private static string Verdict(CheckReport report)
    {
        var what = $"{report.File}{(report.Hosts is null ? "" : $" on {report.Hosts}")}";
        return report.Accepted
            ? $"{what} is accepted: {report.Resources.Count} {(report.Resources.Count == 1 ? "resource" : "resources")}"
            : $"{what} is refused: {FaultReport.Count(report.Faults.Count, report.Untold)}";
    }

    private static IEnumerable<string[]> Resources(CheckReport report)
    {
        var users = report.Connections.ToLookup(connection => connection.To, connection => connection.From, StringComparer.Ordinal);
        return report.Resources.Select(resource => (string[])
        [
            resource.Name,
            resource.Type,
            string.Join(", ", resource.Bindings.Select(Binding)),
            string.Join(", ", users[resource.Name].Distinct()),
        ]);
    }

    private static string Binding(CheckedBinding binding) =>
        $"{binding.Name}{(binding.Port is { } port ? $" :{port}" : "")}{(binding.External ? " (external)" : "")}";

    private static IEnumerable<string[]> Parameters(CheckReport report) =>
        report.Parameters.Select(parameter => (string[])[parameter.Name, parameter.Secret ? "yes" : "no", parameter.Origin]);
}
