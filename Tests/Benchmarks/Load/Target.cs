namespace Benchmarks.Load;

/// <summary>What is asked for again and again.</summary>
/// <param name="AccessToken">Of the user who asks; null for nobody.</param>
internal sealed record Target(Uri Url, string? AccessToken);
