using System.Net;
using Application.Tests.Telemetry.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Application.Tests.Telemetry;

/// <summary>Stands where the Aspire dashboard stands for a developer: every process of the application under test exports to it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OtlpReceiver(WebApplication server) => _server = server;

    /// <summary>Where it listens: HTTP/2 without TLS, on a free loopback port.</summary>
    public string Address => _server.Urls.Single();

    public ReceivedSpans Spans => _server.Services.GetRequiredService<ReceivedSpans>();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<ReceivedSpans>();
        builder.Services.AddGrpc();

        var server = builder.Build();
        server.MapGrpcService<Traces>();
        server.MapGrpcService<Logs>();
        server.MapGrpcService<Metrics>();
        await server.StartAsync();
        return new OtlpReceiver(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class Traces(ReceivedSpans spans) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            spans.Add(request);
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
