using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>A line of /proc/net/tcp or tcp6, see proc(5).</summary>
/// <param name="Link">What a file descriptor of the process that holds it points to.</param>
internal sealed record TcpSocket(int LocalPort, int RemotePort, bool IsListening, string Link)
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];
    private const string Listening = "0A";

    /// <summary>Every TCP socket of this machine, those included that no process holds any more (TIME_WAIT).</summary>
    public static IEnumerable<TcpSocket> All() =>
        from table in Tables
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select new TcpSocket(Port(fields[1]), Port(fields[2]), fields[3] == Listening, $"socket:[{fields[9]}]");

    /// <summary>
    /// The client's ports of all connections to an address that are there or ended in the last minute: what is new in a second look
    /// was opened in between, however short it lived.
    /// </summary>
    public static IReadOnlySet<int> ClientsOf(Uri address) => All()
        .Where(socket => !socket.IsListening)
        .Where(socket => socket.RemotePort == address.Port || socket.LocalPort == address.Port)
        .Select(socket => socket.RemotePort == address.Port ? socket.LocalPort : socket.RemotePort)
        .ToHashSet();

    private static int Port(string address) => int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
