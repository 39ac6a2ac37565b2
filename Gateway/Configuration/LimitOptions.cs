using System.ComponentModel.DataAnnotations;

namespace Gateway.Configuration;

/// <summary>
/// What one client may cost the gateway's process. Beyond a limit the answer is 413, 414, 431 or 408, or a closed
/// connection.
/// </summary>
internal sealed class LimitOptions
{
    [Range(1024L, 1L << 32)]
    public long BodyBytes { get; init; } = 8 * 1024 * 1024;

    [Range(256, 64 * 1024)]
    public int RequestLineBytes { get; init; } = 8 * 1024;

    /// <summary>All headers together.</summary>
    [Range(1024, 1024 * 1024)]
    public int HeaderBytes { get; init; } = 32 * 1024;

    [Range(8, 1000)]
    public int HeaderCount { get; init; } = 100;

    /// <summary>From the first byte of a request to the end of its headers.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:02:00")]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Between two requests of a connection. Longer than nginx keeps its idle ones (60 s), so that it never meets a
    /// closed one.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Bytes per second that a client must send of a body, and take of an answer, after <see cref="SlowGrace"/>.</summary>
    [Range(1, 1_000_000)]
    public int SlowestBytesPerSecond { get; init; } = 240;

    [Range(typeof(TimeSpan), "00:00:01.1", "00:02:00")]
    public TimeSpan SlowGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Beyond it, a new connection is closed unanswered.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 10_000;

    /// <summary>WebSockets of all clients, counted apart. Below <see cref="UpstreamOptions.MaxConnections"/>: each holds one.</summary>
    [Range(1, 1_000_000)]
    public int UpgradedConnections { get; init; } = 128;

    /// <summary>Requests at a time on one HTTP/2 connection.</summary>
    [Range(1, 1000)]
    public int Http2Streams { get; init; } = 100;
}
