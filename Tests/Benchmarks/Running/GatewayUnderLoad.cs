using Harness.Gateways;

namespace Benchmarks.Running;

internal static class GatewayUnderLoad
{
    private static readonly string[] Limits = ["Client", "Credentials"];

    /// <summary>The gateway as it is shipped, in front of these replicas, but for its rate limits: one client sends all there is.</summary>
    public static GatewaySettings Settings(params IReadOnlyList<Uri> auth)
    {
        const string Plenty = "10000000";
        var settings = new GatewaySettings().Service("auth", auth);
        foreach (var limit in Limits)
        {
            settings.Set($"Gateway:RateLimits:{limit}:Burst", Plenty).Set($"Gateway:RateLimits:{limit}:Tokens", Plenty);
        }

        return settings;
    }

    /// <summary>The same, but this machine is trusted to say, as nginx at the edge does, from where a request comes.</summary>
    public static GatewaySettings BehindEdge(params IReadOnlyList<Uri> auth) => Settings(auth).Set("Gateway:TrustedProxies:0", "127.0.0.1");

    /// <param name="variables">None if null.</param>
    public static GatewaySettings SetAll(this GatewaySettings settings, IReadOnlyDictionary<string, string?>? variables)
    {
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
        {
            settings.Set(name, value);
        }

        return settings;
    }
}
