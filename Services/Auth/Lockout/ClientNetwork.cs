using System.Net;
using System.Net.Sockets;

namespace Auth.Lockout;

internal static class ClientNetwork
{
    private const int Ipv6PrefixBytes = 8;

    /// <summary>
    /// An IPv4 address (4 bytes), or the /64 of an IPv6 address (8 bytes), which is what one household or server gets:
    /// it has 2^64 addresses to come from. Empty if there is no address.
    /// </summary>
    public static byte[] Of(IPAddress? client) => client switch
    {
        null => [],
        { IsIPv4MappedToIPv6: true } => client.MapToIPv4().GetAddressBytes(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => client.GetAddressBytes()[..Ipv6PrefixBytes],
        _ => client.GetAddressBytes(),
    };
}
