using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Gateway.Outsiders;

/// <summary>The proxies in front of the gateway. Nobody is one by default, not even a process of this machine.</summary>
internal sealed class TrustedProxies(IEnumerable<string> proxies)
{
    private readonly IPNetwork[] _networks = [.. proxies.Select(Parse)];

    public IReadOnlyList<IPNetwork> Networks => _networks;

    public bool Contains(IPAddress? peer)
    {
        if (peer is null || _networks.Length == 0)
        {
            return false;
        }

        // A dual-stack socket shows an IPv4 peer as ::ffff:192.0.2.1.
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An address such as <c>10.0.0.1</c> or a network such as <c>10.0.0.0/8</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
        {
            return true;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static IPNetwork Parse(string proxy) =>
        TryParse(proxy, out var network) ? network : throw new FormatException($"'{proxy}' is no address or network.");
}
