using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Which ports a binding states. A project's first endpoint of a scheme states none (the deployer chooses), every further one
/// gets the next from 8000 on; a container's are those it listens on.
/// </summary>
internal sealed class ManifestPorts
{
    private const int First = 8000;
    private readonly HashSet<int> _used = [];

    internal IEnumerable<(EndpointAnnotation Endpoint, int? Port, int? TargetPort)> Allocate(
        IResource resource, IEnumerable<EndpointAnnotation> endpoints)
    {
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            // Evaluated for its effect too: the scheme counts as seen even where the endpoint names its port.
            var isDefault = resource is ProjectResource && endpoint.IsHttpScheme && schemes.Add(endpoint.UriScheme);
            var targetPort = endpoint.TargetPort
                ?? (resource is ContainerResource ? endpoint.Port : null)
                ?? (isDefault ? null : Next());

            Use(endpoint.Port);
            Use(targetPort);
            yield return (endpoint, endpoint.Port == targetPort ? null : endpoint.Port, targetPort);
        }
    }

    private int Next()
    {
        var port = First;
        while (_used.Contains(port))
        {
            port++;
        }

        return port;
    }

    private void Use(int? port)
    {
        if (port is not null)
        {
            _used.Add(port.Value);
        }
    }
}
