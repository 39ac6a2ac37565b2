using Benchmarks.Load;
using Benchmarks.Measuring;

namespace Benchmarks.Running;

/// <summary>A way to Auth: straight, or through what stands between.</summary>
/// <param name="Name">As it stands in the tables.</param>
internal sealed record Way(string Name, Uri Address)
{
    /// <summary>Counts what the gateway allocates; null for all others.</summary>
    public Allocations? Allocations { get; init; }

    public bool IsDirect { get; init; }

    public Target To(string path, string? accessToken = null) => new(new Uri(Address, path), accessToken);
}
