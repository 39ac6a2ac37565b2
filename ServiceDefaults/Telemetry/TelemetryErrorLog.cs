using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// A collector that refuses or cannot be reached costs spans too, and those the SDK's counters take for delivered. It
/// says so only on an event source; this brings that into the log, at most one a minute, because that log line
/// is itself exported, and would fail and be logged again.
/// </summary>
internal sealed partial class TelemetryErrorLog(ILogger<TelemetryErrorLog> logger, TimeProvider clock)
    : EventListener, IHostedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _errors;
    private long _nextReport;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The base constructor already calls this: nothing of ours but constants may be used here.
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
        {
            // A warning too loses the batch: over gRPC a refused connection is none but that.
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var total = Interlocked.Increment(ref _errors);
        var now = clock.GetTimestamp();
        var due = Volatile.Read(ref _nextReport);
        var next = now + (long)(Interval.TotalSeconds * clock.TimestampFrequency);
        if (now >= due && Interlocked.CompareExchange(ref _nextReport, next, due) == due)
        {
            LogError(Describe(eventData), total);
        }
    }

    // Message is a format of the payload; what follows the first line is a stack trace.
    private static string Describe(EventWrittenEventArgs error) => string.Format(
        provider: null, error.Message ?? error.EventName ?? "?", [.. error.Payload ?? []]).Split('\n', 2)[0];

    [LoggerMessage(LogLevel.Warning, "{Error} (exporter error {Total} since the start; the next is told in a minute at the earliest)")]
    private partial void LogError(string error, long total);
}
