using System.Net;
using Application.Tests.Telemetry.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Running;

/// <summary>Takes telemetry over OTLP as the dashboard does, reads all of it, and keeps the <see cref="RequestTraces"/>.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OtlpReceiver(WebApplication server) => _server = server;

    /// <summary>What a process needs to know to send it here, with OpenTelemetry's own settings for all else.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
    };

    public RequestTraces Traces => _server.Services.GetRequiredService<RequestTraces>();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<RequestTraces>();
        builder.Services.AddGrpc();

        var server = builder.Build();
        server.MapGrpcService<Spans>();
        server.MapGrpcService<Logs>();
        server.MapGrpcService<Metrics>();
        await server.StartAsync();
        return new OtlpReceiver(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class Spans(RequestTraces traces) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            traces.Add(request);
            return Task.FromResult(new ExportTraceServiceResponse());
        }
    }

    private sealed class Logs : LogsService.LogsServiceBase
    {
        public override Task<LogsTaken> Export(AnyLogs request, ServerCallContext context) => Task.FromResult(new LogsTaken());
    }

    private sealed class Metrics : MetricsService.MetricsServiceBase
    {
        public override Task<MetricsTaken> Export(AnyMetrics request, ServerCallContext context) => Task.FromResult(new MetricsTaken());
    }
}
