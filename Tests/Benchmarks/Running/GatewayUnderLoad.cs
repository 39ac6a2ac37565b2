using Harness.Gateways;

namespace Benchmarks.Running;

internal static class GatewayUnderLoad
{
    /// <summary>The gateway as it is shipped, in front of these replicas, but for its rate limits: all load comes from one client.</summary>
    public static GatewaySettings Settings(params IReadOnlyList<Uri> auth) => new GatewaySettings()
        .Service("auth", auth);
}
