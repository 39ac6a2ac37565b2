using System.ComponentModel.DataAnnotations;

namespace Gateway.Configuration;

/// <summary>The connections to the services, and how their health is watched.</summary>
internal sealed class UpstreamOptions
{
    /// <summary>A replica that does not accept a connection in this time counts as down.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A replica that sends nothing for this long is given up: 504. YARP's own default is 100 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections per replica; requests beyond wait for one.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 256;

    /// <summary>Connections opened to a replica before traffic needs them. 0: none.</summary>
    [Range(0, 64)]
    public int Prewarmed { get; init; } = 16;

    /// <summary>Below the 130 s after which Kestrel closes an idle connection: whoever waits less never meets a closed one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A connection is replaced after this long, so that a change of the network is noticed.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How often every replica is asked for /health. A replica that drains answers no for <c>Shutdown:DrainDelay</c>,
    /// which must be longer than this and <see cref="ProbeTimeout"/> together.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A replica whose connection failed is tried again after this long, or after the next good probe.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Reactivation { get; init; } = TimeSpan.FromSeconds(5);
}
