using System.Buffers;
using System.IO.Pipelines;

namespace Gateway.Refusals;

/// <summary>
/// A connection's output. It passes everything through until it is told to refuse: then it writes that answer, and
/// swallows the one that Kestrel writes after it.
/// </summary>
internal sealed class RefusableWriter(PipeWriter inner) : PipeWriter
{
    private byte[]? _swallowed;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Kestrel has flushed all earlier answers of the connection before it reads the request that it refuses.</summary>
    public void Refuse(ReadOnlySpan<byte> answer)
    {
        if (_swallowed is null)
        {
            inner.Write(answer);
            _swallowed = [];
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _swallowed is null ? inner.GetMemory(sizeHint) : Swallow(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _swallowed is null ? inner.GetSpan(sizeHint) : Swallow(sizeHint);

    public override void Advance(int bytes)
    {
        if (_swallowed is null)
        {
            inner.Advance(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _swallowed is null ? inner.WriteAsync(source, cancellationToken) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Swallow(int sizeHint)
    {
        const int Least = 4096;
        if (_swallowed!.Length < Math.Max(sizeHint, Least))
        {
            _swallowed = new byte[Math.Max(sizeHint, Least)];
        }

        return _swallowed;
    }
}
