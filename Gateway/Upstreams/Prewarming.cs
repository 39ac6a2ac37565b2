using System.Collections.Concurrent;
using System.Net;
using Gateway.Configuration;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;

namespace Gateway.Upstreams;

/// <summary>
/// Opens connections to a replica when it appears and when it comes back, so that no request pays for one, and uses them
/// before they have been idle for too long. It is asked for /alive several times at once, and no answer is read before
/// all have come: an answer that was read would lend its connection to the next question. Connections that traffic uses
/// are not among those: questions beside it would only open more.
/// </summary>
internal sealed partial class Prewarming(IOptions<GatewayOptions> options, TimeProvider clock, ILogger<Prewarming> logger)
    : IClusterChangeListener
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    // By address: all clusters of a service have the same connections.
    private readonly ConcurrentDictionary<string, Use> _warm = new(StringComparer.Ordinal);
    private readonly int _count = options.Value.Upstreams.Prewarmed;
    private readonly TimeSpan _idleTimeout = options.Value.Upstreams.IdleTimeout;

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

    /// <summary>With every good probe. Does nothing for a replica that is warm.</summary>
    public void Warm(ClusterState cluster, DestinationState destination)
    {
        var address = destination.Model.Config.Address;
        if (_count == 0 || !TryClaim(address))
        {
            return;
        }

        ForgetVanished();
        var missing = _count - destination.ConcurrentRequestCount;
        if (missing > 0)
        {
            _ = WarmAsync(cluster.Model.HttpClient, address, missing);
        }
    }

    /// <summary>With every request that was answered: as many connections as were busy just now need no question.</summary>
    public void Used(DestinationState destination)
    {
        // It does not count itself any more.
        var busy = destination.ConcurrentRequestCount + 1;
        if (_warm.TryGetValue(destination.Model.Config.Address, out var use) && busy > use.Busiest)
        {
            use.Busiest = busy;
        }
    }

    /// <summary>The replica is down, and its connections with it.</summary>
    public void Forget(DestinationState destination) => _warm.TryRemove(destination.Model.Config.Address, out _);

    /// <summary>Whether it is time, and traffic has not done it.</summary>
    private bool TryClaim(string address)
    {
        var now = new Use { Since = clock.GetTimestamp() };
        return _warm.TryGetValue(address, out var before)
            ? clock.GetElapsedTime(before.Since, now.Since) > _idleTimeout / 2
                && _warm.TryUpdate(address, now, before)
                && before.Busiest < _count
            : _warm.TryAdd(address, now);
    }

    /// <summary>Addresses that no probe has warmed again.</summary>
    private void ForgetVanished()
    {
        foreach (var old in _warm.Where(entry => clock.GetElapsedTime(entry.Value.Since) > _idleTimeout))
        {
            _warm.TryRemove(old);
        }
    }

    private async Task WarmAsync(HttpMessageInvoker pool, string address, int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var asked = Enumerable.Range(0, count).Select(_ => pool.SendAsync(Question(address), deadline.Token)).ToList();
        try
        {
            // All of them, also when one fails: none is left behind.
            foreach (var answer in await Task.WhenAll(asked))
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
            foreach (var question in asked.Where(question => question.IsCompletedSuccessfully))
            {
                (await question).Dispose();
            }
        }
    }

    private static HttpRequestMessage Question(string address) => new(HttpMethod.Get, new Uri(new Uri(address), "/alive"))
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Of a replica's connections, from one warming to the next.</summary>
    private sealed class Use
    {
        public required long Since { get; init; }

        /// <summary>The most at once. Two requests may write at the same time; the lower of two is as good.</summary>
        public volatile int Busiest;
    }

    [LoggerMessage(LogLevel.Information, "{Address} could not be connected to ahead of traffic: {Failure}")]
    private partial void LogNotWarm(string address, string failure);
}
