using System.ComponentModel.DataAnnotations;

namespace Gateway.Configuration;

/// <summary>How often a failed request is tried on another replica.</summary>
internal sealed class RetryOptions
{
    /// <summary>Per request.</summary>
    [Range(0, 5)]
    public int Attempts { get; init; } = 2;

    /// <summary>Retries earned by each request: 0.2 allows one retry per five requests.</summary>
    [Range(0.0, 1.0)]
    public double Ratio { get; init; } = 0.2;

    /// <summary>Retries that can be saved up; a gateway starts with them.</summary>
    [Range(0, 10_000)]
    public int Reserve { get; init; } = 64;

    /// <summary>What is kept of the body of a PUT or DELETE, to be sent again. A longer one is not repeated.</summary>
    [Range(0, 1024 * 1024)]
    public int BodyBytes { get; init; } = 64 * 1024;
}
