using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Http2;

/// <summary>A connection on which the test itself is the HTTP/2 client, frame by frame.</summary>
internal sealed class Http2Connection : IAsyncDisposable
{
    /// <summary>The only stream that is used.</summary>
    private const int Stream = 1;

    private readonly TcpClient _client;
    private readonly SslStream _tls;

    private Http2Connection(TcpClient client, SslStream tls) => (_client, _tls) = (client, tls);

    public static async Task<Http2Connection> OpenAsync(
        Uri server, RemoteCertificateValidationCallback trusts, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, trusts);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = server.Host, ApplicationProtocols = [SslApplicationProtocol.Http2] }, cancellationToken);
        await tls.WriteAsync(Frames.Preface, cancellationToken);
        await tls.WriteAsync(Frames.Frame(Frames.Settings, flags: 0, stream: 0, []), cancellationToken);
        return new Http2Connection(client, tls);
    }

    /// <summary>The body follows.</summary>
    public async Task HeadersAsync(IEnumerable<(string Name, string Value)> fields) => await _tls.WriteAsync(Frames.Frame(
        Frames.Headers, Frames.EndHeaders, Stream, [.. fields.SelectMany(field => Frames.Field(field.Name, field.Value))]));

    public async Task DataAsync(string text, bool end) =>
        await _tls.WriteAsync(Frames.Frame(Frames.Data, end ? Frames.EndStream : (byte)0, Stream, Encoding.Latin1.GetBytes(text)));

    /// <summary>A status, or one of <c>reset</c>, <c>goaway</c>, <c>closed</c>: whatever comes first.</summary>
    public async Task<string> AnswerAsync(CancellationToken cancellationToken)
    {
        var head = new byte[9];
        try
        {
            while (true)
            {
                await _tls.ReadExactlyAsync(head, cancellationToken);
                var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8];
                await _tls.ReadExactlyAsync(payload, cancellationToken);
                switch (head[3])
                {
                    case Frames.Headers:
                        return Status(payload);
                    case Frames.Reset:
                        return "reset";
                    case Frames.GoAway:
                        return "goaway";
                    case Frames.Settings when head[4] != Frames.Acknowledgement:
                        await _tls.WriteAsync(Frames.Frame(Frames.Settings, Frames.Acknowledgement, stream: 0, []), cancellationToken);
                        break;
                }
            }
        }
        catch (IOException)
        {
            return "closed";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>By its place in the static table, or as three digits after its name; a change of the table's size may come first.</summary>
    private static string Status(byte[] fields)
    {
        string[] indexed = ["200", "204", "206", "304", "400", "404", "500"];
        var first = fields.AsSpan().TrimStart((byte)0x20)[0];
        return first is >= 0x88 and <= 0x8e
            ? indexed[first - 0x88]
            : Encoding.ASCII.GetString(fields.AsSpan(fields.AsSpan().IndexOf((byte)3) + 1, 3));
    }
}
