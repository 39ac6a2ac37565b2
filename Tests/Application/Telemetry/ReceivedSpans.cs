using Application.Tests.Telemetry.Otlp;

namespace Application.Tests.Telemetry;

/// <summary>All spans received so far, in the order of their arrival.</summary>
internal sealed class ReceivedSpans
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedSpan> _all = [];
    private TaskCompletionSource _more = Signal();

    public IReadOnlyList<ReceivedSpan> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public void Add(ExportTraceServiceRequest request)
    {
        lock (_lock)
        {
            _all.AddRange(
                from process in request.ResourceSpans
                from library in process.ScopeSpans
                from span in library.Spans
                select new ReceivedSpan(process.Resource, library.Scope, span));
            _more.SetResult();
            _more = Signal();
        }
    }

    /// <summary>Returns when the spans received satisfy the condition, at once if they do already.</summary>
    /// <exception cref="TimeoutException">The token was cancelled first.</exception>
    public async Task WaitAsync(Func<IReadOnlyList<ReceivedSpan>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                more = _more.Task;
            }

            if (condition(All))
            {
                return;
            }

            try
            {
                await more.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"The awaited spans did not come; {All.Count} others did.", exception);
            }
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
