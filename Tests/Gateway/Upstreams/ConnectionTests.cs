using Harness.Gateways;
using Harness.Origins;
using Harness.Processes;

namespace Gateway.Tests.Upstreams;

/// <summary>A gateway without a request yet.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const int AtOnce = 32;

    private OriginProcess? _origin;
    private GatewayProcess? _gateway;

    public async Task InitializeAsync()
    {
        _origin = await OriginProcess.StartAsync();
        _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", _origin.Address).OpenRoute("open", "origin").WithoutRateLimits());
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await _origin!.DisposeAsync();
    }

    [Fact]
    public async Task Connections_are_there_before_the_first_request() =>
        await Deadlines.HoldsAsync("16 connections", async () => await _origin!.ConnectionsAsync() >= 16);

    [Fact]
    public async Task A_thousand_requests_open_no_connection_once_warm()
    {
        await AskAsync(AtOnce, "/open/slow/1000");
        var warm = await _origin!.ConnectionsAsync();

        await AskAsync(requests: 1000, "/open/echo");
        Assert.Equal(warm, await _origin.ConnectionsAsync());
    }

    private Task AskAsync(int requests, string path) => Parallel.ForAsync(
        0, requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellationToken) =>
        {
            using var response = await _gateway!.Client.GetAsync(path, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
}
