namespace Gateway.Configuration;

/// <summary>What the outside can reach, and who may. A route needs a user unless it says <see cref="Anonymous"/>.</summary>
internal sealed class GatewayRoute
{
    /// <summary>The service as the app host calls it; service discovery knows where its replicas are.</summary>
    public string Service { get; init; } = "";

    /// <summary>Path templates of ASP.NET Core. The path reaches the service unchanged.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>None: all methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public bool Anonymous { get; init; }

    /// <summary>The role a user must have, beside being one.</summary>
    public string? Role { get; init; }

    public RateLimitTier RateLimit { get; init; } = RateLimitTier.Client;

    /// <summary>How long a request may take as a whole: 504 after that. None: as long as something moves.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Silence that this route bears, instead of <see cref="UpstreamOptions.ActivityTimeout"/>: for server-sent events
    /// and WebSockets.
    /// </summary>
    public TimeSpan? ActivityTimeout { get; init; }
}

internal enum RateLimitTier
{
    /// <summary>What every client has for all its requests together.</summary>
    Client,

    /// <summary>The stricter one, on top, where secrets are tried: sign-in, registration, password reset.</summary>
    Credentials,
}
