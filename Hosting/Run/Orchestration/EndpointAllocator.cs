using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dcp;

namespace Hosting.Run.Orchestration;

/// <summary>Gives every endpoint its address: a DCP service, whose proxy stands before the replicas.</summary>
internal sealed class EndpointAllocator(DcpClient dcp, DistributedApplicationModel model, bool randomizePorts)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, EndpointAnnotation> _byService = [];
    private readonly Dictionary<string, EndpointSpec> _replicas = [];

    internal static string ServiceName(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}.{endpoint.Name}";

    /// <exception cref="DistributedApplicationException">A port is taken; all that are taken are listed.</exception>
    internal async Task AllocateAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                _byService.Add(ServiceName(resource, endpoint), endpoint);
            }
        }

        RefuseTakenPorts();
        await Task.WhenAll(_byService.Select(service => dcp.CreateAsync(
            DcpKinds.Service, service.Key, new ServiceSpec(Address: null, Port(service.Value)), annotations: null, cancellationToken)));

        var missing = _byService.Keys.ToHashSet();
        if (missing.Count > 0)
        {
            await Deadline.WithinAsync(
                Time, $"DCP did not give an address to each of {string.Join(", ", missing)}", token => ReceiveAsync(missing, token), cancellationToken);
        }
    }

    /// <summary>Follows where the replicas of each service listen.</summary>
    internal async Task FollowReplicasAsync(CancellationToken cancellationToken)
    {
        await foreach (var (name, value) in dcp.WatchAsync(DcpKinds.Endpoint, cancellationToken))
        {
            var service = (value?.Spec ?? _replicas.GetValueOrDefault(name))?.ServiceName;
            if (value is null)
            {
                _replicas.Remove(name);
            }
            else
            {
                _replicas[name] = value.Spec;
            }

            if (service is not null && _byService.TryGetValue(service, out var endpoint))
            {
                endpoint.ReplicaAddresses = [.. _replicas.Values
                    .Where(replica => replica.ServiceName == service)
                    .Select(replica => new UriBuilder(endpoint.UriScheme, replica.Address, replica.Port).Uri)];
            }
        }
    }

    private int? Port(EndpointAnnotation endpoint) => randomizePorts ? null : endpoint.Port;

    private void RefuseTakenPorts()
    {
        var taken = _byService.Where(service => Port(service.Value) is { } port && Ports.IsTaken(port))
            .Select(service => $"port {service.Value.Port} of {service.Key}").ToList();
        if (taken.Count > 0)
        {
            throw new DistributedApplicationException(Ports.Taken(taken));
        }
    }

    private async Task ReceiveAsync(HashSet<string> missing, CancellationToken cancellationToken)
    {
        await foreach (var (name, service) in dcp.WatchAsync(DcpKinds.Service, cancellationToken))
        {
            if (service?.Status?.EffectivePort is > 0 and var port && _byService.TryGetValue(name, out var endpoint))
            {
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(
                    endpoint, "localhost", port, $$$"""{{- portForServing "{{{name}}}" -}}""");
                missing.Remove(name);
            }

            if (missing.Count == 0)
            {
                return;
            }
        }
    }
}
