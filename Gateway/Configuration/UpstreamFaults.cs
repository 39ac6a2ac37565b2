namespace Gateway.Configuration;

/// <summary>Limits that are in order one by one, and not together.</summary>
internal static class UpstreamFaults
{
    /// <param name="section">The configuration path of <paramref name="options"/>, which starts every fault.</param>
    public static IEnumerable<string> Of(string section, GatewayOptions options)
    {
        var most = options.Upstreams.MaxConnections;
        if (options.Limits.UpgradedConnections > most)
        {
            yield return $"{section}:Limits:UpgradedConnections: {options.Limits.UpgradedConnections} WebSockets "
                + $"could take all {most} connections of a replica ({section}:Upstreams:MaxConnections).";
        }

        if (options.Upstreams.Prewarmed > most / 2)
        {
            yield return $"{section}:Upstreams:Prewarmed: {options.Upstreams.Prewarmed} is more than half of the {most} "
                + $"connections that a replica has ({section}:Upstreams:MaxConnections), and would keep requests waiting.";
        }
    }
}
