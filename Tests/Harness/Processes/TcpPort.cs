using System.Net.Sockets;

namespace Harness.Processes;

public static class TcpPort
{
    /// <summary>Whether somebody listens there now.</summary>
    public static async Task<bool> AcceptsAsync(string host, int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(host, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
