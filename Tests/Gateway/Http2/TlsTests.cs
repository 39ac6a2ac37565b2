using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Http2;

public sealed class TlsTests(TlsGateway tls) : IClassFixture<TlsGateway>
{
    private const byte ServerHello = 0x16;

    [Theory]
    [InlineData("GET /open/echo HTTP/1.1\r\n\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET /{9000} HTTP/1.1\r\nHost: a\r\n\r\n", 414)]
    [InlineData("GET /open/echo HTTP/1.1\r\nHost: a\r\nX-Long: {40000}\r\n\r\n", 431)]
    public async Task What_is_refused_before_it_is_a_request_gets_a_problem_document_too(string request, int status)
    {
        using var connection = await RawConnection.OpenTlsAsync(tls.Gateway.Address, tls.Trusts);
        foreach (var length in new[] { 9000, 40_000 })
        {
            request = request.Replace($"{{{length}}}", new string('a', length), StringComparison.Ordinal);
        }

        await connection.SendAsync(request);
        Problem.AssertRaw(status, await connection.ReadResponseAsync(Deadlines.Answer));
    }

    /// <summary>The same words of greeting, of which a server that spoke the older versions would understand all.</summary>
    [Theory]
    [InlineData(0x0301, false)]
    [InlineData(0x0302, false)]
    [InlineData(0x0303, true)]
    public async Task Nothing_older_than_tls_1_2_is_spoken(int version, bool spoken)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        using var client = new TcpClient();
        await client.ConnectAsync(tls.Gateway.Address.Host, tls.Gateway.Address.Port, deadline.Token);
        await client.GetStream().WriteAsync(Hello((ushort)version), deadline.Token);
        var answer = new byte[1];
        try
        {
            var count = await client.GetStream().ReadAsync(answer, deadline.Token);
            Assert.Equal(spoken, count == 1 && answer[0] == ServerHello);
        }
        catch (IOException)
        {
            Assert.False(spoken);
        }
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    public async Task A_WebSocket_begins_over_either_version(string version)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        using var client = tls.Client(Version.Parse(version));
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new UriBuilder(tls.Gateway.Address) { Scheme = "wss", Path = "/open/socket" }.Uri, client, deadline.Token);
        var (message, received) = (Encoding.ASCII.GetBytes("hello"), new byte[16]);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        var part = await socket.ReceiveAsync(received.AsMemory(), deadline.Token);
        Assert.Equal(message, received[..part.Count]);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, deadline.Token);
    }

    /// <summary>No length was said, so it is refused on the way.</summary>
    [Fact]
    public async Task Nine_megabytes_over_http2_are_413()
    {
        using var client = tls.Client(HttpVersion.Version20);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/echo")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new WithoutLength(9 << 20),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await Problem.AssertAsync(HttpStatusCode.RequestEntityTooLarge, response);
    }

    /// <summary>A ClientHello (RFC 5246, 7.4.1.2) with suites and curves for the server's certificate, of every version up to 1.2.</summary>
    private static byte[] Hello(ushort version)
    {
        byte[] extensions =
        [
            0x00, 0x0a, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17, // supported_groups: secp256r1
            0x00, 0x0b, 0x00, 0x02, 0x01, 0x00, // ec_point_formats: uncompressed
            0x00, 0x0d, 0x00, 0x06, 0x00, 0x04, 0x04, 0x03, 0x02, 0x03, // signature_algorithms: ecdsa with SHA-256 and SHA-1
        ];
        byte[] hello =
        [
            .. Two(version), .. Encoding.ASCII.GetBytes("thirty-two bytes, not at random."), 0x00,
            0x00, 0x04, 0xc0, 0x2b, 0xc0, 0x09, // ECDHE_ECDSA with AES_128_GCM_SHA256 and AES_128_CBC_SHA
            0x01, 0x00, .. Two((ushort)extensions.Length), .. extensions,
        ];
        byte[] handshake = [0x01, 0x00, .. Two((ushort)hello.Length), .. hello];
        return [0x16, 0x03, 0x01, .. Two((ushort)handshake.Length), .. handshake];
    }

    private static byte[] Two(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }

    private sealed class WithoutLength(int bytes) : HttpContent
    {
        protected override bool TryComputeLength(out long length) => (length = -1) > 0;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(new byte[bytes]).AsTask();
    }
}
