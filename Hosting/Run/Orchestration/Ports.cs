using System.Net;
using System.Net.Sockets;

namespace Hosting.Run.Orchestration;

/// <summary>TCP ports of this machine's loopback address.</summary>
internal static class Ports
{
    /// <summary>One that nobody listens on now.</summary>
    internal static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    internal static bool IsTaken(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // A connection of an app host that just ended may linger; only a listener is in the way.
        probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>What to do about ports that are taken.</summary>
    internal static string Taken(IEnumerable<string> uses) =>
        $"Another process holds {string.Join(", ", uses)}. Does another app host run? `ss -ltnp` shows who listens.";
}
