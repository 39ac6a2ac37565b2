using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Limits;

/// <summary>A gateway that gives slow clients a second or two, where the real one gives them ten.</summary>
public sealed class ImpatientGateway : IAsyncLifetime
{
    internal const int Connections = 400;

    private OriginProcess? _origin;
    private GatewayProcess? _gateway;

    internal OriginProcess Origin => _origin ?? throw new InvalidOperationException("It has not started.");

    internal GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("It has not started.");

    public async Task InitializeAsync()
    {
        _origin = await OriginProcess.StartAsync();
        _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", _origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:Limits:HeadersTimeout", "00:00:01")
            .Set("Gateway:Limits:SlowGrace", "00:00:01.5")
            // Kestrel writes up to 64 KB at once, and grants each write the time that these take at this rate.
            .Set("Gateway:Limits:SlowestBytesPerSecond", "20000")
            .Set("Gateway:Limits:KeepAliveTimeout", "00:00:02")
            .Set("Gateway:Limits:Connections", $"{Connections}"));
    }

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_origin is not null)
        {
            await _origin.DisposeAsync();
        }
    }
}
