using Benchmarks.Load;
using Benchmarks.Measuring;
using Benchmarks.Running;

namespace Benchmarks;

/// <summary>What was measured of two processes that are traced, or are not.</summary>
/// <param name="telemetry"><c>on</c> or <c>off</c>.</param>
internal sealed class TracingFigures(string telemetry, GatewayAndAuth processes)
{
    public string Telemetry => telemetry;

    public GatewayAndAuth Processes => processes;

    /// <summary>One figure for each round.</summary>
    public List<double> PerSecond { get; } = [];

    private TimeSpan GatewayCpu { get; set; }

    private TimeSpan AuthCpu { get; set; }

    public static void Print(TracingFigures off, TracingFigures on)
    {
        var table = new Table("through the gateway: GET /auth/me", "telemetry off", "on", "on ÷ off");

        // Of the rounds' ratios, since the two of a round met the same machine.
        table.Add("requests/s", Table.Figure(off.PerSecond.Median()), Table.Figure(on.PerSecond.Median()), Table.Figure(on.PerSecond.Zip(off.PerSecond, (with, without) => with / without).Median()));
        Add("gateway's CPU, µs/request", figures => figures.GatewayCpu.TotalMicroseconds);
        Add("Auth's CPU, µs/request", figures => figures.AuthCpu.TotalMicroseconds);
        table.Print();

        void Add(string what, Func<TracingFigures, double> value) =>
            table.Add(what, Table.Figure(value(off)), Table.Figure(value(on)), Table.Figure(value(on) / value(off)));
    }

    public async Task CountCpuAsync(Target target, int requests)
    {
        var (gateway, auth) = (ServerProcesses.At(processes.Gateway), ServerProcesses.At(processes.Auth));
        var (gatewayBefore, authBefore) = (gateway.Cpu, auth.Cpu);
        await LoadGenerator.SendAsync(target, requests);
        (GatewayCpu, AuthCpu) = ((gateway.Cpu - gatewayBefore) / requests, (auth.Cpu - authBefore) / requests);
    }
}
