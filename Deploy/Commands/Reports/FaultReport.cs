using Deploy.Faults;
using Spectre.Console;

namespace Deploy.Commands.Reports;

/// <summary>Faults for a person and for a pull request. The column of types is there only if a resource is refused for its type.</summary>
internal static class FaultReport
{
    public static void WriteTable(IAnsiConsole console, IReadOnlyCollection<Fault> faults) =>
        Terminal.Table(console, Columns(faults), faults.Select(fault => Row(fault, faults, text => text, text => text)));

    public static string Markdown(IReadOnlyCollection<Fault> faults) =>
        Reports.Markdown.Table(Columns(faults), faults.Select(fault => Row(fault, faults, Reports.Markdown.Text, Reports.Markdown.Code)));

    /// <summary>"3 faults", or with what is beyond those that are told.</summary>
    public static string Count(int told, int untold) =>
        $"{told + untold} {(told + untold == 1 ? "fault" : "faults")}{(untold > 0 ? $", of which the first {told} are shown" : "")}";

    private static string[] Columns(IEnumerable<Fault> faults) =>
        HasTypes(faults) ? ["line:column", "path", "type", "what is wrong", "what could be done"] : ["line:column", "path", "what is wrong", "what could be done"];

    private static string[] Row(Fault fault, IEnumerable<Fault> faults, Func<string, string> text, Func<string, string> code)
    {
        var place = fault.Line > 0 ? $"{fault.Line}:{fault.Column}" : "";
        return HasTypes(faults)
            ? [place, code(fault.Path), code(fault.Type ?? ""), text(fault.What), text(fault.Remedy)]
            : [place, code(fault.Path), text(fault.What), text(fault.Remedy)];
    }

    private static bool HasTypes(IEnumerable<Fault> faults) => faults.Any(fault => fault.Type is not null);
}
