using System.Reflection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;

namespace ServiceDefaults.Telemetry;

internal static class ProcessIdentity
{
    /// <summary>
    /// Says which process sent a span: service.name, service.version, service.instance.id, host.name and the
    /// environment. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over what we find out ourselves, because an
    /// orchestrator knows the resource by them; the detector that reads them therefore comes last.
    /// </summary>
    public static ResourceBuilder AddProcessIdentity(this ResourceBuilder resource, IHostEnvironment environment) =>
        resource
            .AddService(environment.ApplicationName, serviceVersion: Version, serviceInstanceId: InstanceId)
            .AddAttributes(
            [
                new("host.name", Environment.MachineName),
                new("deployment.environment.name", environment.EnvironmentName),
            ])
            .AddEnvironmentVariableDetector();

    private static string InstanceId { get; } = Guid.NewGuid().ToString();

    private static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
