using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>How far the sites are from one another.</summary>
/// <param name="RoundTrips">As ping measures it; within a site if both are the same.</param>
internal sealed record SitesBlock(IReadOnlyList<Named<SitePair, TimeSpan>> RoundTrips)
{
    public static readonly Block<SitesBlock> Shape = new("what is known of the sites", "{ rtt: { osl-fra: 25ms } }", keys => new(
        RoundTrips: keys.Required(
            "rtt", new MapOf<SitePair, TimeSpan>(Names.Sites, Quantities.Duration), "The round-trip time between two sites, as ping measures it.").Or([])));
}
