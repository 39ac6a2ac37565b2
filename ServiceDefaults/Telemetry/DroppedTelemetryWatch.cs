using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// OpenTelemetry's batch processors drop silently when their queue (OTEL_BSP_MAX_QUEUE_SIZE, 2,048) is full. The SDK
/// counts it in <c>otel.sdk.processor.{span,log}.processed</c> with <c>error.type</c> set, but a metric that travels
/// by the same overloaded road is easily missed, so this also says it in the log.
/// </summary>
internal sealed partial class DroppedTelemetryWatch : BackgroundService
{
    /// <summary>Experimental in OpenTelemetry 1.20: look here first when an upgrade makes the count stop.</summary>
    public const string SdkMeter = "otel.sdk.experimental";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly MeterListener _listener = new();
    private readonly ILogger<DroppedTelemetryWatch> _logger;
    private long _spans;
    private long _logs;

    public DroppedTelemetryWatch(ILogger<DroppedTelemetryWatch> logger)
    {
        _logger = logger;
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == SdkMeter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _listener.Start();
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Report();
            }
        }
        finally
        {
            Report();
        }
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    private void Count(
        Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (key, _) in tags)
        {
            if (key == "error.type")
            {
                var isSpan = instrument.Name.Contains(".span.", StringComparison.Ordinal);
                Interlocked.Add(ref isSpan ? ref _spans : ref _logs, measurement);
            }
        }
    }

    private void Report()
    {
        var (droppedSpans, droppedLogs) = (Interlocked.Exchange(ref _spans, 0), Interlocked.Exchange(ref _logs, 0));
        if (droppedSpans + droppedLogs > 0)
        {
            LogDropped(droppedSpans, droppedLogs, Interval.TotalSeconds);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Telemetry was dropped: {Spans} spans and {Logs} log records in the last {Seconds} s. " +
        "The exporter is slower than the application; see OTEL_BSP_MAX_QUEUE_SIZE")]
    private partial void LogDropped(long spans, long logs, double seconds);
}
