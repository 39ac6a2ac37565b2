using Gateway.Configuration;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway.Upstreams;

/// <summary>
/// Marks a replica down as soon as one connection to it fails, since the next ones would. It is back after
/// <see cref="UpstreamOptions.Reactivation"/>, or when <see cref="ProbeVerdict"/> finds it well before that.
/// </summary>
internal sealed class BrokenConnections(IDestinationHealthUpdater health, Prewarming prewarming, IOptions<GatewayOptions> options)
    : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "BrokenConnections";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (UpstreamFailures.Of(context.GetForwarderErrorFeature()) is UpstreamFailure.NotSent or UpstreamFailure.Unanswered)
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, options.Value.Upstreams.Reactivation);
        }
        else
        {
            prewarming.Used(destination);
        }
    }
}
