using System.Globalization;
using Deploy.Commands.Reports;
using Deploy.Plans;
using Spectre.Console;

namespace Deploy.Commands.Plans;

/// <summary>The plan for a person, as tables on a terminal or in Markdown: what is done and why, then how each file changes.</summary>
internal static class PlanText
{
    // A longer table nobody reads, and it takes long to lay out.
    private const int MaxLines = 500;

    private static readonly string[] StepColumns = ["host", "do", "what", "why"];
    private static readonly string[] LatencyColumns = ["from", "to", "round trip", "calls", "ms"];
    private static readonly string[] LeftOutColumns = ["resource", "variable", "leads to"];

    public static void WriteTables(TextWriter output, PlanReport report)
    {
        var console = Terminal.On(output);
        console.WriteLine(Verdict(report));
        if (report.Verdict is PlanVerdict.Fault)
        {
            FaultReport.WriteTable(console, report.Faults);
            return;
        }

        if (report.Steps.Count > 0)
        {
            var (rows, shown) = (new List<List<Step>>(), 0);
            foreach (var steps in Together(report).TakeWhile(steps => shown == 0 || shown + steps.Count <= MaxLines))
            {
                rows.Add(steps);
                shown += steps.Count;
            }

            Terminal.Table(console, StepColumns, rows.Select(steps => Row(steps, "\n", text => text)));
            if (shown < report.Steps.Count)
            {
                console.WriteLine($"and {report.Steps.Count - shown} more steps; --json has all of them.");
            }
        }

        foreach (var step in Shown(report))
        {
            // Not through the console, which would fold long lines.
            output.Write($"{step.Host}:\n{step.Diff}\n");
        }

        foreach (var latency in report.Latency)
        {
            console.WriteLine(Latency(latency));
            Terminal.Table(console, LatencyColumns, Hops(latency));
        }

        if (report.LeftOut.Count > 0)
        {
            console.WriteLine("Variables that are not set, because nothing listens where they lead:");
            Terminal.Table(console, LeftOutColumns, LeftOut(report));
        }
    }

    public static void WriteMarkdown(TextWriter output, PlanReport report)
    {
        output.Write($"### {Markdown.Text(Verdict(report))}\n\n");
        if (report.Verdict is PlanVerdict.Fault)
        {
            output.Write(FaultReport.Markdown(report.Faults));
            return;
        }

        output.Write(report.Steps.Count > 0 ? Markdown.Table(StepColumns, Together(report).Select(steps => Row(steps, "<br>", Markdown.Code))) : "");
        foreach (var step in Shown(report))
        {
            output.Write($"\n<details><summary>{Markdown.Text($"{step.Host}: {step.What}")}</summary>\n\n{Markdown.Block(step.Diff!, "diff")}\n</details>\n");
        }

        foreach (var latency in report.Latency)
        {
            output.Write($"\n{Markdown.Text(Latency(latency))}\n\n{Markdown.Table(LatencyColumns, Hops(latency).Select(Escaped))}");
        }

        output.Write(report.LeftOut.Count > 0 ? $"\nVariables that are not set, because nothing listens where they lead:\n\n{Markdown.Table(LeftOutColumns, LeftOut(report).Select(Escaped))}" : "");

        static string[] Escaped(IReadOnlyList<string> cells) => [.. cells.Select(Markdown.Text)];
    }

    private static string Verdict(PlanReport report) => report.Verdict switch
    {
        PlanVerdict.Fault => $"No plan: {FaultReport.Count(report.Faults, report.Untold)}",
        PlanVerdict.Nothing => $"{report.Deployment}: nothing to do",
        _ => $"{report.Deployment}: {Number(report.Steps.Count, "step")} on {Number(report.Steps.Select(step => step.Host).OfType<string>().Distinct().Count(), "host")} ({Counted(report)})",
    };

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Counted(PlanReport report) => string.Join(
        ", ", report.Steps.GroupBy(step => step.Action).OrderBy(group => group.Key).Select(group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} {Word(group.Key)}"));

    /// <summary>Steps of one kind and one reason that follow one another on a host are one line.</summary>
    private static IEnumerable<List<Step>> Together(PlanReport report)
    {
        var together = new List<Step>();
        foreach (var step in report.Steps)
        {
            if (together is [var first, ..] && (first.Host, first.Action, first.Why) != (step.Host, step.Action, step.Why))
            {
                yield return together;
                together = [];
            }

            together.Add(step);
        }

        if (together.Count > 0)
        {
            yield return together;
        }
    }

    private static string[] Row(List<Step> steps, string between, Func<string, string> what) =>
        [steps[0].Host ?? "here", Word(steps[0].Action), string.Join(between, steps.Select(step => what(step.Mode is null ? step.What : $"{step.What} ({step.Mode})"))), steps[0].Why];

    /// <summary>What is new is in the table; what is another is shown.</summary>
    private static IEnumerable<Step> Shown(PlanReport report) => report.Steps.Where(step => step is { Action: PlanAction.Change, Texts: { } texts } && texts.Before != texts.After);

    private static string Latency(PlannedLatency latency) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(latency.IsOver ? "Warning: a" : "A")} caller of {latency.Resource} waits {latency.Milliseconds:0.###} ms for the network at worst{(latency.Budget is { } budget ? $"; {budget:0.###} ms are allowed" : "")}.");

    private static IEnumerable<string[]> Hops(PlannedLatency latency) => latency.Hops.Select(hop => (string[])
    [
        hop.From,
        hop.To,
        string.Create(CultureInfo.InvariantCulture, $"{hop.RoundTrip:0.###} ms"),
        hop.Calls.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{hop.Milliseconds:0.###}"),
    ]);

    private static IEnumerable<string[]> LeftOut(PlanReport report) =>
        report.LeftOut.Select(each => (string[])[each.Workload, each.Variable, $"{each.Resource}, which is told no port for {each.Binding}"]);

    private static string Word(PlanAction action) => action switch
    {
        PlanAction.MakeSecret => "make secret",
        PlanAction.StopAndKeep => "stop, keep data",
        _ => action.ToString().ToLowerInvariant(),
    };
}
