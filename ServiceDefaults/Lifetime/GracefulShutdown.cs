using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Lifetime;

/// <summary>
/// SIGTERM: readiness fails (StoppingCheck) → <see cref="ShutdownOptions.DrainDelay"/> passes, still serving → Kestrel
/// stops accepting and lets requests in flight finish → the container is disposed, which flushes the telemetry.
/// </summary>
internal static class GracefulShutdown
{
    public static void AddGracefulShutdown(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ShutdownOptions>("Shutdown");
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) =>
            host.ShutdownTimeout = shutdown.Value.DrainDelay + shutdown.Value.DrainTimeout);
        builder.Services.AddHostedService<DrainDelay>();
    }
}
