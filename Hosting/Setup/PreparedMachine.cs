namespace Hosting.Setup;

/// <summary>A machine on which everything of a <see cref="SetupRequest"/> is present.</summary>
/// <param name="DcpPath">The <c>dcp</c> executable.</param>
/// <param name="DashboardPath">The <c>aspire-managed</c> executable; <c>aspire-managed dashboard</c> starts the dashboard.</param>
/// <param name="ContainerRuntime"><c>docker</c> or <c>podman</c>, as DCP calls them; null if none was needed.</param>
/// <param name="Environment">Variables with which DCP must be started, such as a PATH with a suitable docker client in front.</param>
/// <param name="Images">Requested reference to the reference to run in its place; only those that were substituted.</param>
public sealed record PreparedMachine(
    string DcpPath,
    string DashboardPath,
    string? ContainerRuntime,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Images);
