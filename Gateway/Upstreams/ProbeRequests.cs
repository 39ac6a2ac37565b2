using System.Net;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway.Upstreams;

/// <summary>Marks what asks for a replica's health, so that <see cref="ProbeConnections"/> knows it.</summary>
internal sealed class ProbeRequests : IProbingRequestFactory
{
    public static readonly HttpRequestOptionsKey<bool> Mark = new("probe");

    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination)
    {
        var path = cluster.Config.HealthCheck!.Active!.Path!;
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(destination.Config.Address), path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Options.Set(Mark, true);
        return request;
    }
}

/// <summary>
/// Sends probes over connections of their own: where requests hold all connections to a replica, a probe that waited
/// for one would call it dead, and move its load to the others.
/// </summary>
internal sealed class ProbeConnections(HttpMessageHandler requests, HttpMessageHandler probes) : DelegatingHandler(requests)
{
    private readonly HttpMessageInvoker _probes = new(probes);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(ProbeRequests.Mark, out _)
            ? _probes.SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _probes.Dispose();
        base.Dispose(disposing);
    }
}
