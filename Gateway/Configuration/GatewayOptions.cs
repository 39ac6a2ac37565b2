namespace Gateway.Configuration;

/// <summary>The section <c>Gateway</c>. <see cref="GatewayFaults"/> checks all of it when the gateway starts.</summary>
internal sealed class GatewayOptions
{
    /// <summary>By name. Which of two routes wins is a matter of their paths: the more specific one.</summary>
    public IReadOnlyDictionary<string, GatewayRoute> Routes { get; init; } = new Dictionary<string, GatewayRoute>();

    /// <summary>Addresses or CIDR networks of the proxies in front: their X-Forwarded-* and traceparent are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The one local port that answers /health and /alive, and nothing else. Null: no port does.</summary>
    public int? HealthPort { get; init; }

    public LimitOptions Limits { get; init; } = new();

    public RateLimitsOptions RateLimits { get; init; } = new();

    public UpstreamOptions Upstreams { get; init; } = new();

    public RetryOptions Retries { get; init; } = new();

    public CacheOptions Cache { get; init; } = new();

    public CrossOriginOptions Cors { get; init; } = new();
}
