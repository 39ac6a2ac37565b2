using System.Net;
using System.Net.Sockets;
using Harness.Processes;

namespace Harness.Raw;

/// <summary>HTTP clients at addresses of their own: all of 127.0.0.0/8 is this machine, so each is another client to a server.</summary>
public static class LoopbackClient
{
    /// <summary>A proxy in front of the gateway, where a test has configured it as trusted.</summary>
    public static readonly IPAddress Proxy = IPAddress.Parse("127.0.0.9");

    public static HttpClient From(IPAddress address, Uri gateway)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(address, 0));
                    await socket.ConnectAsync(IPAddress.Parse(gateway.Host), gateway.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler) { BaseAddress = gateway, Timeout = Deadlines.Answer };
    }
}
