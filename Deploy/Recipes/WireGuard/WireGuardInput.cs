using System.Net;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.WireGuard;

/// <summary>The private network of one host, where it is one that we make: each host has a tunnel to each other.</summary>
/// <param name="Host">This one; its private address is the one that the tunnel gives it.</param>
/// <param name="Key">This host's private one.</param>
/// <param name="Port">UDP; the same on every host.</param>
/// <param name="Peers">All others.</param>
internal sealed record WireGuardInput(Place Host, Secret Key, int Port, IReadOnlyList<WireGuardPeer> Peers);

/// <param name="Public">Where it is reached.</param>
/// <param name="PublicKey">See <see cref="WireGuardKey.PublicOf"/>.</param>
internal sealed record WireGuardPeer(Place Host, IPAddress Public, string PublicKey);
