using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Upstreams;

/// <summary>A gateway before two replicas of an upstream, each an explicit destination. A test that ends one starts it again.</summary>
public sealed class TwoReplicas : IAsyncLifetime
{
    private OriginProcess? _first;
    private OriginProcess? _second;
    private GatewayProcess? _gateway;

    internal OriginProcess First => _first ?? throw NotStarted();

    internal OriginProcess Second => _second ?? throw NotStarted();

    internal GatewayProcess Gateway => _gateway ?? throw NotStarted();

    /// <summary>Each replica keeps serving for a while after SIGTERM, and says so: longer than the gateway takes to notice.</summary>
    private static (string Name, string? Value) DrainDelay => ("Shutdown__DrainDelay", "00:00:03");

    public async Task InitializeAsync()
    {
        _first = await OriginProcess.StartAsync(journal: null, DrainDelay);
        _second = await OriginProcess.StartAsync(_first.Journal, DrainDelay);
        _gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("origin", _first.Address, _second.Address).OpenRoute("open", "origin").WithoutRateLimits()
            .Set("Gateway:Upstreams:ProbeInterval", "00:00:00.3")
            .Set("Gateway:Upstreams:Reactivation", "00:00:01")
            .Set("Gateway:Upstreams:ActivityTimeout", "00:00:03")
            .Set("Gateway:Routes:long:Service", "origin").Set("Gateway:Routes:long:Paths:0", "/open/long/{**rest}")
            .Set("Gateway:Routes:long:Anonymous", "true").Set("Gateway:Routes:long:ActivityTimeout", "00:00:15"));
    }

    /// <summary>Starts what a test has ended, and asks until both replicas have answered.</summary>
    internal async Task BothServeAsync()
    {
        foreach (var replica in new[] { First, Second }.Where(replica => replica.HasEnded))
        {
            await replica.StartAgainAsync();
        }

        var seen = new HashSet<int>();
        await Harness.Processes.Deadlines.HoldsAsync("both replicas serve", async () =>
        {
            for (var n = 0; n < 10; n++)
            {
                using var response = await Gateway.Client.GetAsync("/open/echo");
                seen.Add((await EchoedRequest.ReadAsync(response)).Instance);
            }

            return seen.Count >= 2;
        });
    }

    public async Task DisposeAsync()
    {
        foreach (var started in new IAsyncDisposable?[] { _gateway, _second, _first })
        {
            if (started is not null)
            {
                await started.DisposeAsync();
            }
        }
    }

    private static InvalidOperationException NotStarted() => new("It has not started.");
}
