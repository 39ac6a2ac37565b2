using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Tests.Running;

/// <summary>Hears the instruments of one shop; others may run in the same process.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _heard = new();

    public Metrics(RunningShop shop)
    {
        var meters = shop.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ServiceDefaults.Messaging" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>(Hear);
        _listener.SetMeasurementEventCallback<long>(Hear);
        _listener.SetMeasurementEventCallback<double>(Hear);
        _listener.Start();
    }

    /// <summary>Of measurements with this destination and this error.</summary>
    public double Sum(string instrument, string destination, string? error = null) => Matching(instrument, destination, error).Sum(measurement => measurement.Value);

    public int Count(string instrument, string destination, string? error = null) => Matching(instrument, destination, error).Count();

    /// <summary>What a gauge says now.</summary>
    public double Observe(string gauge)
    {
        _listener.RecordObservableInstruments();
        return _heard.Last(measurement => measurement.Instrument == gauge).Value;
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<Measurement> Matching(string instrument, string destination, string? error) => _heard.Where(measurement =>
        measurement.Instrument == instrument
        && destination.Equals(measurement.Tags.GetValueOrDefault("messaging.destination.name"))
        && Equals(error, measurement.Tags.GetValueOrDefault("error.type"))
        && "rabbitmq".Equals(measurement.Tags.GetValueOrDefault("messaging.system")));

    private void Hear<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct, System.Numerics.INumber<T> =>
        _heard.Enqueue(new(instrument.Name, double.CreateChecked(value), tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)));

    private sealed record Measurement(string Instrument, double Value, Dictionary<string, object?> Tags);
}
