using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.Nginx;

/// <summary>The edge on one of its hosts.</summary>
/// <param name="Domains">The names that outsiders use; at least one.</param>
/// <param name="Certificate">PEM, with the whole chain.</param>
/// <param name="Key">PEM.</param>
/// <param name="Resource">What is behind it.</param>
/// <param name="Upstreams">Its instances, each with its port; at least one.</param>
internal sealed record NginxInput(
    Place Host, IReadOnlyList<string> Domains, string Certificate, Secret Key, string Resource, IReadOnlyList<NginxUpstream> Upstreams);

internal sealed record NginxUpstream(Place Host, int Port);
