using System.Net;
using System.Net.Sockets;

namespace Harness.Processes;

/// <summary>
/// A loopback port for a program that cannot choose its own. From below the range (32,768 and up) out of which the kernel
/// serves outgoing connections and binds to port 0, so that none of those takes it before the program does.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another's; try the next.
            }
        }
    }
}
