namespace Gateway.Retries;

/// <summary>
/// A request's body that keeps what was read of it, so that it can be sent to another replica from its start. Once it is
/// longer than allowed, it forgets what it kept and passes the rest through.
/// </summary>
internal sealed class RepeatableBody(Stream body, int most) : Stream
{
    private MemoryStream? _kept = new();

    /// <summary>False once more was read than is kept.</summary>
    public bool CanRepeat => _kept is not null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Rewind() => _kept!.Position = 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_kept is { } kept && kept.Position < kept.Length)
        {
            return kept.Read(buffer.Span);
        }

        var count = await body.ReadAsync(buffer, cancellationToken);
        Keep(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> read)
    {
        if (_kept?.Length + read.Length > most)
        {
            _kept = null;
        }

        _kept?.Write(read);
    }
}
