using Harness.Gateways;
using Harness.Origins;
using Harness.Processes;

namespace Gateway.Tests.Upstreams;

/// <summary>How many connections a gateway, which starts anew for each test, opens to its upstream.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const int AtOnce = 32;

    /// <summary>The one on which the gateway asks how the upstream is.</summary>
    private const int Probe = 1;

    private OriginProcess? _origin;
    private GatewayProcess? _gateway;

    public async Task InitializeAsync() => _origin = await OriginProcess.StartAsync();

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _origin!.DisposeAsync();
    }

    [Fact]
    public async Task Connections_are_there_before_the_first_request()
    {
        await StartAsync();
        await Deadlines.HoldsAsync("16 connections", async () => await _origin!.ConnectionsAsync() >= 16);
    }

    [Fact]
    public async Task A_thousand_requests_open_no_connection_once_warm()
    {
        await StartAsync();
        await AskAsync(AtOnce, "/open/slow/1000");
        var warm = await _origin!.ConnectionsAsync();

        await AskAsync(requests: 1000, "/open/echo");
        Assert.Equal(warm, await _origin.ConnectionsAsync());
    }

    [Fact]
    public async Task Sixty_four_stay_for_the_next_sixty_four_requests()
    {
        const int Reference = 64;
        await StartAsync();
        await AskAsync(Reference, "/open/slow/1000", Reference);
        var warm = await _origin!.ConnectionsAsync();
        Assert.True(warm >= Reference, $"{warm} connections carried {Reference} requests at once.");

        // Meanwhile there is little to do.
        await AskAsync(requests: 10, "/open/slow/50", atOnce: 1);
        await AskAsync(Reference, "/open/slow/1000", Reference);
        Assert.Equal(warm, await _origin.ConnectionsAsync());
    }

    [Fact]
    public async Task Requests_beyond_what_is_allowed_wait()
    {
        const int Most = 4;
        await StartAsync(
            ("Gateway:Upstreams:MaxConnections", $"{Most}"), ("Gateway:Upstreams:Prewarmed", "2"), ("Gateway:Limits:UpgradedConnections", "2"));
        await AskAsync(requests: 20, "/open/slow/100", atOnce: 20);
        Assert.InRange(await _origin!.ConnectionsAsync(), Most, Most + Probe);
    }

    /// <summary>Over several of the times at which idle connections are used so that they stay.</summary>
    [Fact]
    public async Task Under_traffic_that_keeps_them_busy_no_more_are_prewarmed()
    {
        await StartAsync(("Gateway:Upstreams:IdleTimeout", "00:00:01"), ("Gateway:Upstreams:ProbeInterval", "00:00:00.1"));
        await AskAsync(AtOnce, "/open/slow/1000");
        var warm = await _origin!.ConnectionsAsync();

        await AskAsync(requests: 50 * AtOnce, "/open/slow/50");
        Assert.Equal(warm, await _origin.ConnectionsAsync());
    }

    private async Task StartAsync(params (string Key, string Value)[] settings) => _gateway = await GatewayProcess.StartAsync(settings.Aggregate(
        new GatewaySettings().Service("origin", _origin!.Address).OpenRoute("open", "origin").WithoutRateLimits(),
        (sum, setting) => sum.Set(setting.Key, setting.Value)));

    private Task AskAsync(int requests, string path, int atOnce = AtOnce) => Parallel.ForAsync(
        0, requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, cancellationToken) =>
        {
            using var response = await _gateway!.Client.GetAsync(path, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
}
