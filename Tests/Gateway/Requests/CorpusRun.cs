using System.Collections.Concurrent;
using Harness.Gateways;
using Harness.Origins;
using Harness.Peers;

namespace Gateway.Tests.Requests;

/// <summary>Every case, sent once to our gateway and once to nginx, each before a recording upstream of its own; many at a time.</summary>
public sealed class CorpusRun : IAsyncLifetime
{
    private const int AtOnce = 32;

    private readonly ConcurrentDictionary<string, Outcome> _ours = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Outcome> _nginx = new(StringComparer.Ordinal);

    internal Outcome Ours(string name) => _ours[name];

    internal Outcome Nginx(string name) => _nginx[name];

    public async Task InitializeAsync()
    {
        await using var behindOurs = RecordingOrigin.Start();
        await using var gateway = await GatewayProcess.StartAsync(new GatewaySettings()
            .Service("recorder", behindOurs.Address).OpenRoute("open", "recorder").WithoutRateLimits());
        await RunAsync(gateway.Address, behindOurs, _ours);

        await using var behindNginx = RecordingOrigin.Start();
        await using var nginx = await ReverseProxy.NginxAsync(behindNginx.Address);
        await RunAsync(nginx.Address, behindNginx, _nginx);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static Task RunAsync(Uri address, RecordingOrigin origin, ConcurrentDictionary<string, Outcome> outcomes) => Parallel.ForEachAsync(
        RequestCorpus.Cases.Values.Select((@case, n) => (Case: @case, Id: $"case{n:d4}")),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (item, _) => outcomes[item.Case.Name] = await Outcome.OfAsync(item.Case, item.Id, address, origin));
}
