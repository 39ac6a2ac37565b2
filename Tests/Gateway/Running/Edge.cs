using System.Net;
using Application.Tests.Telemetry;
using Gateway.Tests.Users;
using Harness.Gateways;
using Harness.Origins;
using Harness.Raw;

namespace Gateway.Tests.Running;

/// <summary>One gateway before one upstream, for all tests that ask only what a request and its answer look like.</summary>
public sealed class Edge : IAsyncLifetime
{
    private OtlpReceiver? _telemetry;
    private TestIssuer? _issuer;
    private OriginProcess? _origin;
    private RecordingOrigin? _recorder;
    private GatewayProcess? _gateway;
    private HttpClient? _proxy;

    /// <summary>The one origin whose pages may read the answers.</summary>
    internal const string Shop = "https://shop.example";

    internal GatewayProcess Gateway => _gateway ?? throw NotStarted();

    internal OriginProcess Origin => _origin ?? throw NotStarted();

    /// <summary>Whose users may pass to <c>/closed</c>, and those with the role admin to <c>/staff</c>.</summary>
    internal TestIssuer Issuer => _issuer ?? throw NotStarted();

    /// <summary>The upstream of <c>/recorded</c>, <c>/closed</c> and <c>/staff</c>.</summary>
    internal RecordingOrigin Recorder => _recorder ?? throw NotStarted();

    /// <summary>What gateway and upstream exported.</summary>
    internal ReceivedSpans Spans => _telemetry?.Spans ?? throw NotStarted();

    /// <summary>Somebody outside.</summary>
    internal HttpClient Outsider => Gateway.Client;

    /// <summary>A proxy in front, which the gateway trusts.</summary>
    internal HttpClient Proxy => _proxy ?? throw NotStarted();

    public async Task InitializeAsync()
    {
        _telemetry = await OtlpReceiver.StartAsync();
        _issuer = await TestIssuer.StartAsync();
        _origin = await OriginProcess.StartAsync();
        _recorder = RecordingOrigin.Start();
        _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", _origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Service("recorder", _recorder.Address).OpenRoute("recorded", "recorder")
            .Set("Gateway:Routes:closed:Service", "recorder").Set("Gateway:Routes:closed:Paths:0", "/closed/{**rest}")
            .Set("Gateway:Routes:staff:Service", "recorder").Set("Gateway:Routes:staff:Paths:0", "/staff/{**rest}")
            .Set("Gateway:Routes:staff:Role", "admin")
            .Set("Users:MetadataAddress", _issuer.Metadata.ToString())
            .Set("Gateway:TrustedProxies:0", LoopbackClient.Proxy.ToString())
            .Set("Gateway:Cors:Origins:0", Shop)
            .Set("OTEL_EXPORTER_OTLP_ENDPOINT", _telemetry.Address)
            .Set("OTEL_BSP_SCHEDULE_DELAY", "200"));
        _proxy = LoopbackClient.From(LoopbackClient.Proxy, Gateway.Address);
    }

    public async Task DisposeAsync()
    {
        _proxy?.Dispose();
        await DisposeAsync(_gateway);
        await DisposeAsync(_origin);
        await DisposeAsync(_recorder);
        await DisposeAsync(_issuer);
        await DisposeAsync(_telemetry);
    }

    /// <summary>What reaches the upstream of a GET with these headers.</summary>
    internal static async Task<EchoedRequest> EchoAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(client, "/open/echo", headers);
        return await EchoedRequest.ReadAsync(response);
    }

    internal static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = HttpVersion.Version11 };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    private static ValueTask DisposeAsync(IAsyncDisposable? started) => started?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static InvalidOperationException NotStarted() => new("It has not started.");
}
