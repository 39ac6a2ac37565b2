using Application.Tests.Telemetry.Otlp;
using Google.Protobuf;

namespace Benchmarks.Running;

/// <summary>How many spans of each trace arrived. Traces that no request began (migrations, keys that are read again) do not count.</summary>
internal sealed class RequestTraces
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ByteString, int> _spans = [];
    private readonly HashSet<ByteString> _begunByRequest = [];

    public int Count => Read(() => _begunByRequest.Count);

    public int Spans => Read(() => _begunByRequest.Sum(trace => _spans[trace]));

    public void Add(ExportTraceServiceRequest request)
    {
        lock (_lock)
        {
            foreach (var span in request.ResourceSpans.SelectMany(process => process.ScopeSpans).SelectMany(library => library.Spans))
            {
                _spans[span.TraceId] = _spans.GetValueOrDefault(span.TraceId) + 1;
                if (span.ParentSpanId.IsEmpty && span.Kind == Span.Types.Kind.Server)
                {
                    _begunByRequest.Add(span.TraceId);
                }
            }
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _spans.Clear();
            _begunByRequest.Clear();
        }
    }

    /// <summary>Returns when nothing has come for three times as long as a process keeps a batch (OTEL_BSP_SCHEDULE_DELAY, 5 s).</summary>
    public async Task SettleAsync()
    {
        var quiet = TimeSpan.FromSeconds(15);
        for (int before = -1, now = Total; now != before; before = now, now = Total)
        {
            await Task.Delay(quiet);
        }
    }

    private int Total => Read(() => _spans.Values.Sum());

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
