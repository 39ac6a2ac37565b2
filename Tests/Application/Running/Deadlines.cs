namespace Application.Tests.Running;

/// <summary>How long a test waits before it fails instead. None is a measure of speed: a healthy run needs a fraction of each.</summary>
internal static class Deadlines
{
    /// <summary>A machine that has never run the application first gets what it needs: engine, DCP, images.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan Stop = TimeSpan.FromMinutes(1);

    /// <summary>For an answer, or for telemetry to arrive.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);
}
