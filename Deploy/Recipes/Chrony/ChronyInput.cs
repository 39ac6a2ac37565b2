using Deploy.Rendering;

namespace Deploy.Recipes.Chrony;

/// <summary>The clock of one host.</summary>
/// <param name="Servers">Hosts of the deployment that it takes the time from; Debian's own pool if there are none.</param>
/// <param name="Clients">Hosts of the deployment that take it from this one.</param>
internal sealed record ChronyInput(Place Host, IReadOnlyList<Place> Servers, IReadOnlyList<Place> Clients);
