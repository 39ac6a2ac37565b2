using Deploy.Commands.Systems;
using Deploy.Faults;
using Deploy.Latency;
using Deploy.Plans;
using Deploy.Resolution;

namespace Deploy.Commands.Plans;

/// <summary>What <c>deploy plan</c> says, in every format. Its JSON is read by programs: names here are its contract.</summary>
/// <param name="Verdict">fault, changes or nothing.</param>
/// <param name="Untold">How many faults there are beyond these.</param>
/// <param name="Steps">In the order of doing.</param>
/// <param name="LeftOut">Variables of the manifest that are not set, because nothing listens where they lead.</param>
internal sealed record PlanReport(
    string Deployment,
    PlanVerdict Verdict,
    IReadOnlyList<Fault> Faults,
    int Untold,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<PlannedLatency> Latency,
    IReadOnlyList<LeftOut> LeftOut)
{
    /// <param name="strictLatency">Whether a budget that is exceeded is a fault.</param>
    public static PlanReport Of(LoadedSystem loaded, bool strictLatency)
    {
        var latency = loaded.Latency.Select(PlannedLatency.Of).ToList();
        if (strictLatency)
        {
            foreach (var over in loaded.Latency.Where(each => each.IsOver))
            {
                var budget = loaded.File!.Budgets.First(each => each.Name.Value == over.Resource).Name;
                loaded.Faults.Hosts.Add(
                    budget.Path,
                    budget.At,
                    $"latency: a caller of '{over.Resource}' waits {Durations.Text(over.Total)} for the network at worst, {Durations.Text(over.Budget!.Value)} are allowed.",
                    "Place what calls one another on one site, state fewer calls if that is so, or raise the budget.");
            }
        }

        var plan = loaded.System is null || loaded.Faults.Count > 0 ? null : Planner.Of(loaded.System, loaded.State, loaded.Key);
        return new PlanReport(
            loaded.File is { Deployment.IsStated: true } ? loaded.File.Deployment.Value : "",
            plan is null ? PlanVerdict.Fault : plan.IsEmpty ? PlanVerdict.Nothing : PlanVerdict.Changes,
            [.. loaded.Faults.All],
            loaded.Faults.Untold,
            plan?.Steps ?? [],
            latency,
            loaded.System?.LeftOut ?? []);
    }
}

internal enum PlanVerdict
{
    Fault,
    Changes,
    Nothing,
}

/// <param name="Milliseconds">Of the whole chain.</param>
/// <param name="Budget">In milliseconds; null where none is stated.</param>
internal sealed record PlannedLatency(string Resource, double Milliseconds, double? Budget, bool IsOver, IReadOnlyList<PlannedHop> Hops)
{
    public static PlannedLatency Of(EndpointLatency latency) => new(
        latency.Resource,
        latency.Total.TotalMilliseconds,
        latency.Budget?.TotalMilliseconds,
        latency.IsOver,
        [.. latency.Hops.Select(hop => new PlannedHop($"{hop.From} ({hop.FromSite})", $"{hop.To} ({hop.ToSite})", hop.RoundTrip.TotalMilliseconds, hop.Calls, hop.Total.TotalMilliseconds))]);
}

/// <param name="RoundTrip">In milliseconds, as is the whole.</param>
internal sealed record PlannedHop(string From, string To, double RoundTrip, int Calls, double Milliseconds);

internal static class Durations
{
    public static string Text(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:0.###} ms");
}
