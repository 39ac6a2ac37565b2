using System.ComponentModel.DataAnnotations;

namespace Gateway;

/// <summary>The section <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    /// <summary>An upstream that does not accept a connection in this time counts as down: 502.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An upstream that sends nothing for this long is given up: 504. YARP's own default is 100 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
