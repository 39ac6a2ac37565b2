using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Lifetime;

/// <summary>The section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>
    /// How long the process goes on serving after readiness turned unhealthy: at least the interval at which
    /// whoever balances over it asks. Zero where nobody does.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests in flight may take to finish after that; what is left then is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
