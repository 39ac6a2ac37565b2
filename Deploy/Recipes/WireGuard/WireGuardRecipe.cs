using System.Net;
using System.Net.Sockets;
using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.WireGuard;

/// <summary>The private network where it is one that we make: every host has a tunnel to every other, and its private address on it.</summary>
internal static class WireGuardRecipe
{
    /// <summary>The interface.</summary>
    public const string Interface = "deploy";

    private const string Unit = "wg-quick@" + Interface + ".service";

    public static Rendered Render(WireGuardInput input)
    {
        var refusals = Check(input).ToList();
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        return new(
            [new($"/etc/wireguard/{Interface}.conf", Configuration(input)) { Effect = Effect.Restart(Unit) }],
            [new(Unit, Stage.Network, new InstanceName("_wireguard"))],
            [.. input.Peers.Select(peer => new Flow(
                new Network(new IPNetwork(peer.Public, PrefixOf(peer.Public))), input.Host, "WireGuard", input.Port, Transport.Udp, FlowKind.Tunnel,
                $"the tunnel between {peer.Host.Host} and {input.Host.Host}"))])
        {
            Packages = ["wireguard-tools"],
        };
    }

    private static IEnumerable<Refusal> Check(WireGuardInput input)
    {
        if (!WireGuardKey.IsKey(input.Key))
        {
            yield return new Refusal("wireguard", $"The key of '{input.Host.Host}' is none of WireGuard's.", "Make one: wg genkey");
        }

        foreach (var peer in input.Peers.Where(peer => input.Peers.Append(new(input.Host, IPAddress.None, "")).Count(other => other.Host.Address.Equals(peer.Host.Address)) > 1))
        {
            yield return new Refusal("wireguard", $"The private address of '{peer.Host.Host}' is another host's too.", "Give each host its own.");
        }
    }

    private static MaskedText Configuration(WireGuardInput input) => MaskedText.Of($"""
        # The tunnels of {input.Host.Host}. Its private address exists on them alone.
        [Interface]
        Address = {input.Host.Address}/{PrefixOf(input.Host.Address)}
        ListenPort = {input.Port}
        PrivateKey = {input.Key}
        {MaskedText.Concat(input.Peers.Select(peer => MaskedText.Of($"""

        # {peer.Host.Host}
        [Peer]
        PublicKey = {peer.PublicKey}
        Endpoint = {new Place(peer.Host.Host, peer.Public).At(input.Port)}
        # What comes through it comes from there, and nothing else is believed.
        AllowedIPs = {peer.Host.Address}/{PrefixOf(peer.Host.Address)}
        # Seconds. A firewall between forgets nobody.
        PersistentKeepalive = 25

        """)))}
        """);

    private static int PrefixOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}
