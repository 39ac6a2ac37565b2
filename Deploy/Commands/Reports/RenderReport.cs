using System.Globalization;
using Deploy.Commands.Systems;
using Deploy.Faults;

namespace Deploy.Commands.Reports;

/// <summary>What <c>deploy render</c> says: never what is in the files.</summary>
/// <param name="SecretsMade">By name.</param>
internal sealed record RenderReport(string Folder, IReadOnlyList<RenderedHost> Hosts, IReadOnlyList<string> SecretsMade, IReadOnlyList<Fault> Faults, int Untold)
{
    private static readonly string[] Columns = ["host", "files", "units", "packages"];

    public static RenderReport Of(string folder, LoadedSystem loaded, FaultList own)
    {
        var faults = own.Concat(loaded.Faults.All).ToList();
        return faults.Count > 0
            ? new RenderReport(folder, [], [], faults, loaded.Faults.Untold)
            : new RenderReport(
                folder,
                [.. loaded.System!.Hosts.Select(host => new RenderedHost(host.Name, [.. host.Files.Select(file => file.Path)], [.. host.Units.Select(unit => unit.Name)], host.Packages))],
                [.. loaded.System.Secrets.Made.Keys],
                [],
                0);
    }

    public void WriteTables(TextWriter output)
    {
        var console = Terminal.On(output);
        Spectre.Console.AnsiConsoleExtensions.WriteLine(console, Verdict());
        if (Faults.Count > 0)
        {
            FaultReport.WriteTable(console, Faults);
        }
        else
        {
            Terminal.Table(console, Columns, Rows());
        }
    }

    public void WriteMarkdown(TextWriter output) => output.Write(
        $"### {Markdown.Text(Verdict())}\n\n{(Faults.Count > 0 ? FaultReport.Markdown(Faults) : Markdown.Table(Columns, Rows().Select(row => (string[])[.. row.Select(Markdown.Text)])))}");

    private string Verdict() => Faults.Count > 0
        ? $"Nothing is written: {FaultReport.Count(Faults, Untold)}"
        : $"{Folder} is written{(SecretsMade.Count > 0 ? $", and {SecretsMade.Count.ToString(CultureInfo.InvariantCulture)} secrets are made and kept" : "")}";

    private IEnumerable<string[]> Rows() => Hosts.Select(host => (string[])
    [
        host.Name,
        host.Files.Count.ToString(CultureInfo.InvariantCulture),
        string.Join(", ", host.Units),
        string.Join(", ", host.Packages),
    ]);
}

internal sealed record RenderedHost(string Name, IReadOnlyList<string> Files, IReadOnlyList<string> Units, IReadOnlyList<string> Packages);
