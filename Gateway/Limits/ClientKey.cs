using System.Buffers.Binary;
using System.Net;

namespace Gateway.Limits;

/// <summary>Whose requests are counted together: those of an IPv4 address, or of an IPv6 /64.</summary>
internal readonly record struct ClientKey(ulong Network, bool IsV6)
{
    public static ClientKey Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return default;
        }

        return length == 4 ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes), IsV6: false)
            : address.IsIPv4MappedToIPv6 ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]), IsV6: false)
            : new(BinaryPrimitives.ReadUInt64BigEndian(bytes), IsV6: true);
    }
}
