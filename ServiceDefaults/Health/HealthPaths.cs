namespace ServiceDefaults.Health;

/// <summary>
/// Stand at the root of every service, where no route of the gateway leads. They are asked every few seconds and so
/// are kept out of the traces, on both ends.
/// </summary>
internal static class HealthPaths
{
    /// <summary>Restart me when this fails: it asks nothing but the process itself.</summary>
    public const string Liveness = "/alive";

    /// <summary>Send me no requests while this fails: it asks everything the service needs.</summary>
    public const string Readiness = "/health";

    public static bool Contains(string? path) =>
        string.Equals(path, Liveness, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(path, Readiness, StringComparison.OrdinalIgnoreCase);
}
