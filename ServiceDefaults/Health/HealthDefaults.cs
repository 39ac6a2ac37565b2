using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Health;

internal static class HealthDefaults
{
    private const string LiveTag = "live";

    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag])
        .AddCheck<StoppingCheck>("stopping");

    /// <summary>
    /// In every environment: a deployment that is judged by an endpoint which exists in development only would judge
    /// a 404. The body is one word, and the framework's no-store headers stay on.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(HealthPaths.Readiness);
        app.MapHealthChecks(HealthPaths.Liveness, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LiveTag),
        });
    }
}
