using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ServiceDefaults.Health;

namespace ServiceDefaults.Telemetry;

internal static class TelemetryDefaults
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        UseStableDatabaseConventions();

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddProcessIdentity(builder.Environment))
            .WithMetrics(AddMeters)
            .WithTracing(traces => AddSources(traces, builder));

        // The standard variable: the app host sets it in development, Deploy on the hosts, and a bare run has none.
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<DroppedTelemetryWatch>();
        builder.Services.AddHostedService<TelemetryErrorLog>();
    }

    /// <summary>
    /// MySqlConnector reads this once, from the environment alone. Its default, the old conventions, writes the text of
    /// exceptions into spans: "Duplicate entry 'ada@example.org'" is personal data in every trace store.
    /// </summary>
    private static void UseStableDatabaseConventions()
    {
        const string OptIn = "OTEL_SEMCONV_STABILITY_OPT_IN";
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(OptIn)))
        {
            Environment.SetEnvironmentVariable(OptIn, "database");
        }
    }

    private static void AddMeters(MeterProviderBuilder metrics) => metrics
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation()
        .AddMeter("MySqlConnector")
        .AddMeter(DroppedTelemetryWatch.SdkMeter);

    private static void AddSources(TracerProviderBuilder traces, IHostApplicationBuilder builder) => traces
        .SetSampler(TraceSampling.From(builder.Configuration))
        // Where a service starts work that no request asked for, it opens a root span on the source of its own name.
        .AddSource(builder.Environment.ApplicationName)
        .AddSource("MySqlConnector")
        .AddAspNetCoreInstrumentation(server => server.Filter = context => !HealthPaths.Contains(context.Request.Path))
        .AddHttpClientInstrumentation(client => client.FilterHttpRequestMessage =
            request => !HealthPaths.Contains(request.RequestUri?.AbsolutePath))
        .AddGrpcClientInstrumentation();
}
