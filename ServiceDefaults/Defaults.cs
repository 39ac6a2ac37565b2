using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Forwarding;
using ServiceDefaults.Health;
using ServiceDefaults.Http;
using ServiceDefaults.Lifetime;
using ServiceDefaults.Problems;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults;

/// <summary>What every process of the system has in common. Each line is a folder of this project.</summary>
public static class Defaults
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddHealth();
        builder.AddProblems();
        builder.AddForwardedClient();
        builder.AddHttpClientDefaults();
        builder.AddGracefulShutdown();

        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> and <c>/alive</c>, takes the client's address from the gateway, and turns every error into a problem document.
    /// Call it first after <c>Build()</c>: errors are caught only from what comes after it.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseProblems();
        app.UseForwardedHeaders();
        app.MapHealth();
        return app;
    }
}
