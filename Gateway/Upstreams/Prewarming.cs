using System.Collections.Concurrent;
using System.Net;
using Gateway.Configuration;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;

namespace Gateway.Upstreams;

/// <summary>
/// Opens connections to a replica when it appears and when it comes back, so that no request pays for one. It is asked
/// for /alive several times at once, and no answer is read before all have come: an answer that was read would lend
/// its connection to the next question.
/// </summary>
internal sealed partial class Prewarming(IOptions<GatewayOptions> options, ILogger<Prewarming> logger) : IClusterChangeListener
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    // Addresses, as keys: all clusters of a service have the same connections.
    private readonly ConcurrentDictionary<string, bool> _warm = new(StringComparer.Ordinal);
    private readonly int _count = options.Value.Upstreams.Prewarmed;

    public void OnClusterAdded(ClusterState cluster) => OnClusterChanged(cluster);

    public void OnClusterChanged(ClusterState cluster)
    {
        foreach (var (_, destination) in cluster.Destinations)
        {
            Warm(cluster, destination);
        }
    }

    public void OnClusterRemoved(ClusterState cluster)
    {
    }

    /// <summary>Does nothing for a replica that is warm.</summary>
    public void Warm(ClusterState cluster, DestinationState destination)
    {
        var address = destination.Model.Config.Address;
        if (_count > 0 && _warm.TryAdd(address, true))
        {
            _ = WarmAsync(cluster.Model.HttpClient, address);
        }
    }

    /// <summary>The replica is down, and its connections with it.</summary>
    public void Forget(DestinationState destination) => _warm.TryRemove(destination.Model.Config.Address, out _);

    private async Task WarmAsync(HttpMessageInvoker pool, string address)
    {
        var answers = new List<HttpResponseMessage>();
        try
        {
            using var deadline = new CancellationTokenSource(Deadline);
            var asked = Enumerable.Range(0, _count).Select(_ => pool.SendAsync(Question(address), deadline.Token)).ToList();
            await foreach (var answer in Task.WhenEach(asked))
            {
                answers.Add(await answer);
            }

            foreach (var answer in answers)
            {
                // To its end, or the connection would be closed.
                await answer.Content.LoadIntoBufferAsync(deadline.Token);
            }
        }
#pragma warning disable CA1031 // Whatever it was: connections are then made when they are needed, or after the next good probe.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotWarm(address, failure.Message);
            _warm.TryRemove(address, out _);
        }
        finally
        {
            answers.ForEach(answer => answer.Dispose());
        }
    }

    private static HttpRequestMessage Question(string address) => new(HttpMethod.Get, new Uri(new Uri(address), "/alive"))
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    [LoggerMessage(LogLevel.Information, "{Address} could not be connected to ahead of traffic: {Failure}")]
    private partial void LogNotWarm(string address, string failure);
}
