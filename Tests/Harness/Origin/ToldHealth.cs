using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Origin;

/// <summary>PUT /told/false: /health says no from now on, and everything is served as before; until PUT /told/true.</summary>
internal static class ToldHealth
{
    private static volatile bool _healthy = true;

    public static void AddToldHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck("told", () => _healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());

    /// <summary>At the root, where no route of a gateway leads.</summary>
    public static void MapToldHealth(this WebApplication app) => app.MapPut("/told/{healthy:bool}", (bool healthy) => { _healthy = healthy; });
}
