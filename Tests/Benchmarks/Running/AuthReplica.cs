namespace Benchmarks.Running;

/// <summary>One process of Auth.</summary>
/// <param name="Environment">The variables that it was started with.</param>
internal sealed record AuthReplica(IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>Where it listens itself; the address that the app host tells others is that of DCP's proxy in front of all replicas.</summary>
    public Uri Address { get; } = new UriBuilder(Environment["ASPNETCORE_URLS"]!.Split(';')[0]) { Host = "127.0.0.1" }.Uri;
}
