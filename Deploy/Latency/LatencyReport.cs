namespace Deploy.Latency;

/// <summary>What an outside caller of one resource waits for the network at worst, beside what he may.</summary>
/// <param name="Total">Of all hops.</param>
/// <param name="Budget">Null where none is stated.</param>
/// <param name="Hops">The worst chain, from outside in.</param>
internal sealed record EndpointLatency(string Resource, TimeSpan Total, TimeSpan? Budget, IReadOnlyList<Hop> Hops)
{
    public bool IsOver => Budget < Total;
}

/// <summary>One step of a chain.</summary>
/// <param name="FromSite">Where the caller stands.</param>
/// <param name="RoundTrip">Between the two sites.</param>
/// <param name="Calls">How often the whole request goes this way, one after another: the calls of every step before it are in it.</param>
internal sealed record Hop(string From, string FromSite, string To, string ToSite, TimeSpan RoundTrip, int Calls)
{
    public TimeSpan Total => RoundTrip * Calls;
}
