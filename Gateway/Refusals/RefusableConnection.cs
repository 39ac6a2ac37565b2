using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Refusals;

/// <summary>
/// A connection whose output is a <see cref="RefusableWriter"/>, also after TLS has put its own transport in the place
/// of the socket's. Requests find it among their features.
/// </summary>
internal sealed class RefusableConnection : ConnectionContext
{
    private readonly ConnectionContext _inner;
    private Duplex _transport;

    public RefusableConnection(ConnectionContext inner)
    {
        _inner = inner;
        _transport = new Duplex(inner.Transport);
        Features.Set(this);
    }

    public RefusableWriter Output => _transport.Writer;

    public override IDuplexPipe Transport
    {
        get => _transport;

        // TLS puts back, at the end, what it found.
        set => _transport = value as Duplex ?? new Duplex(value);
    }

    public override string ConnectionId
    {
        get => _inner.ConnectionId;
        set => _inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => _inner.Items;
        set => _inner.Items = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _inner.ConnectionClosed;
        set => _inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _inner.LocalEndPoint;
        set => _inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _inner.RemoteEndPoint;
        set => _inner.RemoteEndPoint = value;
    }

    public override void Abort(ConnectionAbortedException abortReason) => _inner.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _inner.DisposeAsync();
    }

    private sealed class Duplex(IDuplexPipe pipe) : IDuplexPipe
    {
        public RefusableWriter Writer { get; } = new(pipe.Output);

        public PipeReader Input => pipe.Input;

        public PipeWriter Output => Writer;
    }
}
