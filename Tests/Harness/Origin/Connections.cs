namespace Origin;

/// <summary>How many TCP connections were ever accepted: what a client that keeps its connections does not raise.</summary>
internal static class Connections
{
    private static int _accepted;

    public static void CountConnections(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
        {
            Interlocked.Increment(ref _accepted);
            return next(connection);
        })));

    /// <summary>At the root, where no route of a gateway leads.</summary>
    public static void MapConnectionCount(this WebApplication app) => app.MapGet("/connections", () => Volatile.Read(ref _accepted));
}
