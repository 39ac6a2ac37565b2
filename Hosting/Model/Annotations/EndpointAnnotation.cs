using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address at which a resource serves.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Tcp ? "tcp" : "udp");
        Name = name ?? UriScheme;
        ResourceName.Validate(Name, "Endpoint");
        _transport = transport;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>The port that clients use; null to have one allocated.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the resource itself listens on; null to have one allocated.</summary>
    public int? TargetPort { get; set; }

    public string UriScheme { get; set; }

    public string TargetHost { get; set; } = "localhost";

    /// <summary><c>http</c>, <c>http2</c> or <c>tcp</c>.</summary>
    public string Transport
    {
        get => _transport ?? (IsHttpScheme ? "http" : Protocol == ProtocolType.Tcp ? "tcp" : "udp");
        set => _transport = value;
    }

    /// <summary>Whether it is meant to be reached from outside of the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Where clients reach it; null until the run has allocated it.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>Where each replica listens, behind <see cref="AllocatedEndpoint"/>.</summary>
    internal IReadOnlyList<Uri> ReplicaAddresses { get; set; } = [];

    internal bool IsHttpScheme => UriScheme is "http" or "https";
}

public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    /// <summary>What stands for the replica's own port in its environment, where each replica has another.</summary>
    public string? TargetPortExpression { get; } = targetPortExpression;

    public string UriString => $"{Endpoint.UriScheme}://{Address}:{Port}";
}
