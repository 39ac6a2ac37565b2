using Spectre.Console;

namespace Deploy.Commands.Reports;

/// <summary>Spectre's tables on any output, in one look. Texts are shown as they are, never as Spectre's markup.</summary>
internal static class Terminal
{
    /// <summary>In columns, where the output is no terminal: a log or a file, which wraps nothing itself.</summary>
    private const int WidthOfFile = 160;

    public static IAnsiConsole On(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        if (target.IsTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = target });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = WidthOfFile;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static void Table(IAnsiConsole console, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns([.. columns.Select(column => new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))))]);
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
