using Deploy.Commands.Plans;

namespace Deploy.Tests.Plans;

/// <summary>The worst chain that the placement allows, hop by hop, against its budget.</summary>
public sealed class LatencyTests
{
    private const string Sites = "sites: { rtt: { osl-sto: 12ms, osl-osl: 1ms } }\nbudgets: { api: 50ms }\n";

    [Fact]
    public void Calls_multiply_along_the_worst_chain()
    {
        // api on d calls web, on a, three times, each of which asks the database on a once, or api again, which is no chain.
        var report = PlanReport.Of(Deployed.Of(Small.Manifest, Small.Placed("api: { on: d, calls: { web: 3 } }") + Sites), strictLatency: false);

        var latency = Assert.Single(report.Latency);
        Assert.Equal(["api (sto) → web (osl): 12 × 3 = 36", "web (osl) → db (osl): 1 × 3 = 3"], latency.Hops.Select(hop => $"{hop.From} → {hop.To}: {hop.RoundTrip} × {hop.Calls} = {hop.Milliseconds}"));
        Assert.Equal((39.0, 50.0, false), (latency.Milliseconds, latency.Budget!.Value, latency.IsOver));
    }

    [Fact]
    public void Over_budget_is_a_warning_and_a_fault_where_that_is_asked_for()
    {
        string Hosts(int calls) => Small.Placed($"api: {{ on: d, calls: {{ web: {calls} }} }}") + Sites;

        Assert.Equal(PlanVerdict.Changes, PlanReport.Of(Deployed.Of(Small.Manifest, Hosts(4)), strictLatency: false).Verdict);
        var strict = PlanReport.Of(Deployed.Of(Small.Manifest, Hosts(4)), strictLatency: true);
        Assert.Equal(PlanVerdict.Fault, strict.Verdict);
        Assert.StartsWith("latency: a caller of 'api' waits 52 ms", Assert.Single(strict.Faults).What, StringComparison.Ordinal);
        Assert.Equal(PlanVerdict.Changes, PlanReport.Of(Deployed.Of(Small.Manifest, Hosts(3)), strictLatency: true).Verdict);
    }

    [Fact]
    public void What_is_never_called_is_in_no_chain() => Assert.Equal("db (osl)", Assert.Single(Assert.Single(PlanReport.Of(
        Deployed.Of(Small.Manifest, Small.Placed("api: { on: d, calls: { web: 0, mq: 0, docs: 0 } }") + Sites), strictLatency: false).Latency).Hops).To);
}
