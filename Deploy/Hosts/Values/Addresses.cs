using System.Net;
using System.Net.Sockets;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>IP addresses and networks.</summary>
internal static class Addresses
{
    public static readonly Scalar<IPAddress> Address = new(
        "an IP address", "10.0.0.5", TryParseAddress, () => Patterns.Text("^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$|^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$"));

    public static readonly Scalar<IPNetwork> Network = new(
        "a network in CIDR notation, with no bit set beyond its prefix",
        "198.51.100.0/24",
        TryParseNetwork,
        () => Patterns.Text("^[0-9A-Fa-f:.]+/[0-9]{1,3}$"),
        NearestNetwork);

    private static readonly IPNetwork[] Rfc1918 = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];
    private static readonly IPNetwork UniqueLocal = IPNetwork.Parse("fd00::/8");

    /// <summary>Whether the internet does not route to it: RFC 1918, or IPv6's unique local addresses (RFC 4193).</summary>
    public static bool IsPrivate(IPAddress address) => Rfc1918.Any(network => network.Contains(address)) || UniqueLocal.Contains(address);

    // Only the four decimal numbers: "10.1", "0x0a000001" and "010.0.0.5" are addresses to a C library, and other ones to a reader.
    private static bool TryParseAddress(string text, out IPAddress value) =>
        IPAddress.TryParse(text, out value!)
        && (value.AddressFamily == AddressFamily.InterNetworkV6
            ? !text.Contains('%') && !text.Contains('[') && !text.Contains('/')
            : value.ToString() == text);

    private static bool TryParseNetwork(string text, out IPNetwork value)
    {
        value = default;

        // IPNetwork itself clears the bits beyond the prefix, without a word.
        return text.Split('/') is [var address, var prefix]
            && (prefix == "0" || !prefix.StartsWith('0'))
            && TryParseAddress(address, out var first)
            && IPNetwork.TryParse(text, out value)
            && value.BaseAddress.Equals(first);
    }

    private static string? NearestNetwork(string text)
    {
        if (TryParseAddress(text, out var single))
        {
            return $"{text}/{(single.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";
        }

        if (text.Split('/') is not [var address, var digits] || !TryParseAddress(address, out var inside) || !byte.TryParse(digits, out var prefix))
        {
            return null;
        }

        var bytes = inside.GetAddressBytes();
        if (prefix > bytes.Length * 8)
        {
            return null;
        }

        for (var bit = (int)prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{prefix}";
    }
}
