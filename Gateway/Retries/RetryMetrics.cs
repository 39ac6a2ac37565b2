using System.Diagnostics.Metrics;

namespace Gateway.Retries;

internal sealed class RetryMetrics
{
    public const string MeterName = "Gateway.Retries";

    private readonly Counter<long> _retries;
    private readonly Counter<long> _exhausted;

    public RetryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _retries = meter.CreateCounter<long>("gateway.upstream.retries", "{retry}", "Requests tried again on another replica.");
        _exhausted = meter.CreateCounter<long>(
            "gateway.upstream.retries.refused", "{retry}", "Requests that could have been tried again, had the budget not been spent.");
    }

    public void Retried(string cluster) => _retries.Add(1, new KeyValuePair<string, object?>("gateway.cluster", cluster));

    public void Refused(string cluster) => _exhausted.Add(1, new KeyValuePair<string, object?>("gateway.cluster", cluster));
}
