namespace Harness.Gateways;

/// <summary>Configuration on top of the gateway's own appsettings.json, by keys such as <c>Gateway:ConnectTimeout</c>.</summary>
public sealed class GatewaySettings
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>As environment variables.</summary>
    internal IReadOnlyDictionary<string, string?> Environment =>
        _values.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);

    public GatewaySettings Set(string key, string? value)
    {
        _values[key] = value;
        return this;
    }

    /// <summary>A service and its replicas, as an app host tells them.</summary>
    public GatewaySettings Service(string name, params IReadOnlyList<Uri> replicas)
    {
        for (var i = 0; i < replicas.Count; i++)
        {
            Set($"services:{name}:http:{i}", replicas[i].ToString().TrimEnd('/'));
        }

        return this;
    }

    /// <summary>A route that needs no user: everything below <c>/{path}</c> to the service.</summary>
    public GatewaySettings OpenRoute(string path, string service) => Set($"Gateway:Routes:{path}:Service", service)
        .Set($"Gateway:Routes:{path}:Paths:0", $"/{path}/{{**rest}}")
        .Set($"Gateway:Routes:{path}:Anonymous", "true");

    /// <summary>For tests whose subject is another: all their requests come from a few addresses.</summary>
    public GatewaySettings WithoutRateLimits()
    {
        foreach (var tier in new[] { "Client", "Credentials" })
        {
            Set($"Gateway:RateLimits:{tier}:Burst", "10000000").Set($"Gateway:RateLimits:{tier}:Tokens", "10000000");
        }

        return this;
    }
}
