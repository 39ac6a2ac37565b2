namespace Hosting.Setup;

/// <summary>What an app host needs on this machine.</summary>
/// <param name="Images">References as Aspire writes them, such as <c>docker.io/library/mysql:9.7</c>. Empty: no container engine is needed.</param>
/// <param name="Dashboard">Whether the Aspire dashboard is needed. It comes in one bundle with DCP, so its path is known either way.</param>
public sealed record SetupRequest(IReadOnlyCollection<string> Images, bool Dashboard);
