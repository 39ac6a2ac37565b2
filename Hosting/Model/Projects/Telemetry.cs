using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Projects;

/// <summary>Tells a process where to send its telemetry, by OpenTelemetry's own variables.</summary>
internal static class Telemetry
{
    /// <summary>DCP fills these in from the annotations of each replica.</summary>
    internal const string ServiceNameAnnotation = "otel-service-name";
    internal const string ServiceInstanceAnnotation = "otel-service-instance-id";

    /// <summary>Milliseconds between exports while a developer watches.</summary>
    private const string Soon = "1000";

    /// <summary>Where nobody takes telemetry, no endpoint is named: a process would spend its last seconds on trying to reach it.</summary>
    internal static void Export(EnvironmentCallbackContext context, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } endpoint)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        }

        variables["OTEL_SERVICE_NAME"] = FromAnnotation(ServiceNameAnnotation);
        variables["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=" + FromAnnotation(ServiceInstanceAnnotation);
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = Soon;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = Soon;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = Soon;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }

    private static string FromAnnotation(string name) => $$$"""{{- index .Annotations "{{{name}}}" -}}""";
}
