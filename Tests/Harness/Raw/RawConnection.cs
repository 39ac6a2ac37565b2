using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Harness.Raw;

/// <summary>A TCP connection on which the test itself is the HTTP client, byte by byte. Text is Latin-1: one character, one byte.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly StringBuilder _received = new();

    private RawConnection(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>What came and was not taken as a response yet.</summary>
    public string Received => _received.ToString();

    /// <param name="from">A loopback address such as 127.0.0.7, to be another client than 127.0.0.1.</param>
    public static async Task<RawConnection> OpenAsync(Uri to, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(IPAddress.Parse(to.Host), to.Port);
        return new RawConnection(socket, new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>HTTP/1.1 inside TLS.</summary>
    public static async Task<RawConnection> OpenTlsAsync(Uri to, RemoteCertificateValidationCallback trusts)
    {
        var plain = await OpenAsync(to);
        var tls = new SslStream(plain._stream, leaveInnerStreamOpen: false, trusts);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = to.Host,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            });
            return new RawConnection(plain._socket, tls);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends all of it, or as much as the other side takes before it closes.</summary>
    /// <returns>False when the other side closed.</returns>
    public async Task<bool> SendAsync(string text)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more comes, and goes on listening.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until the other side closes, or sends nothing for a while.</summary>
    /// <returns>Whether it closed.</returns>
    public async Task<bool> ReadUntilQuietAsync(TimeSpan quiet)
    {
        while (await MoreAsync(quiet) is { } more)
        {
            if (!more)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one whole response, interim ones (1xx) skipped.</summary>
    /// <returns>Null when the connection closed before it was whole.</returns>
    /// <exception cref="TimeoutException">It was not whole in time; the message holds what came.</exception>
    public async Task<RawResponse?> ReadResponseAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        var closed = false;
        while (true)
        {
            if (RawResponse.TryTake(_received, closed, out var response))
            {
                if (response.Status >= 200)
                {
                    return response;
                }

                continue;
            }

            if (closed)
            {
                return null;
            }

            closed = await MoreAsync(within, deadline.Token) switch
            {
                null => throw new TimeoutException($"No whole response in {within.TotalSeconds} s, but: {Received}"),
                var more => !more.Value,
            };
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <returns>True: something came. False: closed. Null: too late.</returns>
    private async Task<bool?> MoreAsync(TimeSpan within, CancellationToken cancellationToken = default)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(within);
        var buffer = new byte[16 * 1024];
        try
        {
            var count = await _stream.ReadAsync(buffer, late.Token);
            _received.Append(Encoding.Latin1.GetString(buffer, 0, count));
            return count > 0;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (IOException)
        {
            // Reset: closed while it still had bytes of ours unread.
            return false;
        }
    }
}
