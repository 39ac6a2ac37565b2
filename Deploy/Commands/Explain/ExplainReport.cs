using System.Globalization;
using Deploy.Commands.Reports;
using Deploy.Commands.Systems;
using Deploy.Faults;
using Spectre.Console;

namespace Deploy.Commands.Explain;

/// <summary>What <c>deploy explain HOST:PORT</c> says: who may connect, and because of what.</summary>
/// <param name="Flows">None if nobody may.</param>
internal sealed record ExplainReport(string Host, int Port, IReadOnlyList<ExplainedFlow> Flows, IReadOnlyList<Fault> Faults, int Untold)
{
    private static readonly string[] Columns = ["who", "to", "over", "rule", "because"];

    public static ExplainReport Of(string host, int port, LoadedSystem loaded)
    {
        if (loaded.File is { Hosts.Count: > 0 } file && file.Hosts.All(each => each.Name.Value != host))
        {
            loaded.Faults.Hosts.Add("hosts", Position.None, $"There is no host '{host}'.", Deploy.Hosts.Meant.Or(
                loaded.Faults.Hosts, host, file.Hosts.Select(each => each.Name.Value), $"The hosts are {Deploy.Hosts.Meant.List([.. file.Hosts.Select(each => each.Name.Value)])}."));
        }

        var flows = loaded.System is null || loaded.Faults.Count > 0 ? [] : loaded.System.Flows.Where(flow => flow.To.Host == host && flow.Port == port)
            .OrderBy(flow => flow.Kind).Select(flow => new ExplainedFlow($"{flow.From}", flow.Instance, $"{flow.Transport}".ToLowerInvariant(), $"{flow.Kind}".ToLowerInvariant(), flow.Because));
        return new ExplainReport(host, port, [.. flows], [.. loaded.Faults.All], loaded.Faults.Untold);
    }

    public void WriteTables(TextWriter output)
    {
        var console = Terminal.On(output);
        console.WriteLine(Verdict());
        if (Faults.Count > 0)
        {
            FaultReport.WriteTable(console, Faults);
        }
        else if (Flows.Count > 0)
        {
            Terminal.Table(console, Columns, Rows());
        }
    }

    public void WriteMarkdown(TextWriter output)
    {
        output.Write($"### {Markdown.Text(Verdict())}\n");
        output.Write(Faults.Count > 0 ? $"\n{FaultReport.Markdown(Faults)}" : Flows.Count > 0 ? $"\n{Markdown.Table(Columns, Rows().Select(row => (string[])[.. row.Select(Markdown.Text)]))}" : "");
    }

    private string Verdict() => Faults.Count > 0
        ? $"No answer: {FaultReport.Count(Faults, Untold)}"
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}: {(Flows.Count > 0 ? $"{Flows.Count} may connect" : "nobody may connect")}");

    private IEnumerable<string[]> Rows() => Flows.Select(flow => (string[])[flow.Who, flow.To, flow.Over, flow.Rule, flow.Because]);
}

/// <param name="Who">Such as <c>auth on a</c>, a network, or anyone.</param>
/// <param name="To">What listens there.</param>
/// <param name="Over">tcp or udp.</param>
internal sealed record ExplainedFlow(string Who, string To, string Over, string Rule, string Because);
