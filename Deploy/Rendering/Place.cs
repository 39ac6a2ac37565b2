using System.Net;
using System.Net.Sockets;

namespace Deploy.Rendering;

/// <summary>A host, and its address on the private network.</summary>
internal sealed record Place(string Host, IPAddress Address)
{
    /// <summary>As it stands before a port, or in an URL: IPv6 in brackets.</summary>
    public string Literal => Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address.ToString();

    public string At(int port) => $"{Literal}:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
