using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>The Aspire dashboard, which receives every process's telemetry.</summary>
/// <param name="On">Every residency mark binds this host too: spans hold what people did.</param>
internal sealed record TelemetryBlock(Stated<string> On)
{
    public static readonly Block<TelemetryBlock> Shape = new("where telemetry goes", "{ on: c }", keys => new(
        On: keys.Required("on", Names.Host, "The host of the dashboard. Every residency mark binds it too.")));
}
