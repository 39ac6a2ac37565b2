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

    /// <summary>The same, with the file that they are of where it is one; where they are of several, the table has a column for it.</summary>
    public static string Count(IReadOnlyCollection<Fault> faults, int untold)
    {
        var files = faults.Select(fault => fault.File).Distinct().ToList();
        return $"{Count(faults.Count, untold)}{(files is [var only] ? $" in {only}" : "")}";
    }

    private static string[] Columns(IReadOnlyCollection<Fault> faults) =>
        [.. HasFiles(faults) ? ["file"] : (string[])[], "line:column", "path", .. HasTypes(faults) ? ["type"] : (string[])[], "what is wrong", "what could be done"];

    private static string[] Row(Fault fault, IReadOnlyCollection<Fault> faults, Func<string, string> text, Func<string, string> code) =>
    [
        .. HasFiles(faults) ? [text(fault.File)] : (string[])[],
        fault.Line > 0 ? $"{fault.Line}:{fault.Column}" : "",
        code(fault.Path),
        .. HasTypes(faults) ? [code(fault.Type ?? "")] : (string[])[],
        text(fault.What),
        text(fault.Remedy),
    ];

    private static bool HasTypes(IReadOnlyCollection<Fault> faults) => faults.Any(fault => fault.Type is not null);

    private static bool HasFiles(IReadOnlyCollection<Fault> faults) => faults.Select(fault => fault.File).Distinct().Skip(1).Any();
}
