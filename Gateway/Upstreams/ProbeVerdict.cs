using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway.Upstreams;

/// <summary>
/// What a probe says of a replica. One that answers no (it drains, or lacks what it needs) is down at once. One that
/// does not answer may be busy, and is down after <see cref="Silences"/> in a row. A good answer puts it back, also
/// when <see cref="BrokenConnections"/> had marked it.
/// </summary>
internal sealed class ProbeVerdict(IDestinationHealthUpdater health, Prewarming prewarming) : IActiveHealthCheckPolicy
{
    public const string PolicyName = "ProbeVerdict";

    private const int Silences = 2;

    private readonly ConditionalWeakTable<DestinationState, StrongBox<int>> _silent = [];

    public string Name => PolicyName;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        var verdicts = new List<NewActiveDestinationHealth>(probingResults.Count);
        foreach (var result in probingResults)
        {
            var verdict = Of(result);
            verdicts.Add(new NewActiveDestinationHealth(result.Destination, verdict));
            if (verdict == DestinationHealth.Unhealthy)
            {
                prewarming.Forget(result.Destination);
            }
            else if (verdict == DestinationHealth.Healthy)
            {
                Restore(cluster, result.Destination);
            }
        }

        health.SetActive(cluster, verdicts);
    }

    private void Restore(ClusterState cluster, DestinationState replica)
    {
        if (replica.Health.Passive == DestinationHealth.Unhealthy)
        {
            prewarming.Forget(replica);
            health.SetPassive(cluster, replica, DestinationHealth.Healthy, TimeSpan.Zero);
        }

        prewarming.Warm(cluster, replica);
    }

    private DestinationHealth Of(DestinationProbingResult result)
    {
        var silent = _silent.GetOrCreateValue(result.Destination);
        if (result.Response is { } answer)
        {
            silent.Value = 0;
            return answer.IsSuccessStatusCode ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        }

        silent.Value++;
        return silent.Value >= Silences ? DestinationHealth.Unhealthy : result.Destination.Health.Active;
    }
}
