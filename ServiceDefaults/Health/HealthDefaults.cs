using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
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
    /// a 404. The body is a word, and a line for each check that has more to say; the framework's no-store headers stay on.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(HealthPaths.Readiness, new HealthCheckOptions
        {
            ResponseWriter = WriteAsync,
        });
        app.MapHealthChecks(HealthPaths.Liveness, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LiveTag),
        });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        // What an exception says is for the log: it may name hosts and accounts.
        var details = from entry in report.Entries
                      where entry.Value is { Description: not null, Exception: null }
                      select $"{entry.Key}: {entry.Value.Status}. {entry.Value.Description}";
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(string.Join('\n', [$"{report.Status}", .. details]));
    }
}
