using System.Security.Cryptography;
using System.Text;

namespace Deploy.Placement;

/// <summary>
/// Rendezvous hashing: each key has an order of all hosts of its own, which no other host changes. So a host that comes or goes moves
/// only what was on it or belongs on it.
/// </summary>
internal static class Rendezvous
{
    public static IOrderedEnumerable<string> Order(string key, IEnumerable<string> hosts) => hosts.OrderBy(host => Weight(key, host));

    /// <summary>The less, the more the host is the key's.</summary>
    public static ulong Weight(string key, string host)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\0{host}"), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
