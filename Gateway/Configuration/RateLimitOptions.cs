using System.ComponentModel.DataAnnotations;

namespace Gateway.Configuration;

internal sealed class RateLimitsOptions
{
    /// <summary>
    /// Requests of one client at a time, streams and WebSockets included. Half of <see cref="UpstreamOptions.MaxConnections"/>,
    /// so that no one address takes all connections to a service.
    /// </summary>
    [Range(1, 10_000_000)]
    public int AtOnce { get; init; } = 128;

    public RateLimitOptions Client { get; init; } = new() { Burst = 400, Tokens = 100, Period = TimeSpan.FromSeconds(1) };

    public RateLimitOptions Credentials { get; init; } = new() { Burst = 20, Tokens = 1, Period = TimeSpan.FromSeconds(3) };
}

/// <summary>A token bucket per client: an IPv4 address, or an IPv6 /64, which is what one subscriber gets.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests at once, after a pause.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; init; } = 1;

    /// <summary>Requests that come back in each <see cref="Period"/>.</summary>
    [Range(1, 10_000_000)]
    public int Tokens { get; init; } = 1;

    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);
}
