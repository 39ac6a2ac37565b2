using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace ServiceDefaults.Http;

internal static class HttpClientDefaults
{
    // The names under which OpenTelemetry 1.20 takes its clients from the factory (OTLP over HTTP; over gRPC it does not).
    private static readonly string[] Exporters = ["OtlpTraceExporter", "OtlpMetricExporter", "OtlpLogExporter"];

    /// <summary>
    /// Every HttpClient of the factory resolves <c>http://auth</c> by service discovery, and retries, times out and
    /// breaks the circuit by the standard pipeline. Only safe methods are retried: a POST that timed out may have
    /// been carried out.
    /// </summary>
    public static void AddHttpClientDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler(pipeline => pipeline.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });

        // But not the exporters: each failed export would be logged, and each of those logs exported.
        foreach (var exporter in Exporters)
        {
            builder.Services.AddHttpClient(exporter)
                .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear())
                .RemoveAllLoggers();
        }
    }
}
