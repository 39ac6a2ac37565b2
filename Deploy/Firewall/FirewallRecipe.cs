using Deploy.Rendering;

namespace Deploy.Firewall;

/// <param name="Inside">All hosts of the deployment: who is told no, instead of getting no answer.</param>
/// <param name="Flows">All of the deployment, or at least all to this host.</param>
/// <param name="Tunnel">Whether the private network is one that we make; private addresses are then believed on it alone.</param>
internal sealed record FirewallInput(Place Host, IReadOnlyList<Place> Inside, IReadOnlyList<Flow> Flows, bool Tunnel);

/// <summary>Renders the firewall of one host: open is what flows say.</summary>
internal static class FirewallRecipe
{
    public static Rendered Render(FirewallInput input) => throw new NotSupportedException(input.ToString());
}
