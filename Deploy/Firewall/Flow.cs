using System.Net;
using Deploy.Rendering;

namespace Deploy.Firewall;

/// <summary>Somebody may connect to a port of a host, because of something.</summary>
/// <param name="Instance">What listens there: a resource's name, or <c>ssh</c>.</param>
/// <param name="Because">Why, for a person: <c>auth refers to auth-mysql</c>.</param>
internal sealed record Flow(Origin From, Place To, string Instance, int Port, Transport Transport, FlowKind Kind, string Because)
{
    /// <summary>A way in from outside.</summary>
    public static Flow Edge(Place to, string instance, int port, string because) => new(new Anyone(), to, instance, port, Transport.Tcp, FlowKind.Edge, because);

    /// <summary>Administration of the host: SSH.</summary>
    public static Flow Admin(IPNetwork from, Place to, int port) =>
        new(new Network(from), to, "ssh", port, Transport.Tcp, FlowKind.Admin, $"admin states {from}");

    /// <summary>One resource's instance that refers to another's.</summary>
    public static Flow Reference(Place from, string referring, Place to, string instance, int port, string because, Transport transport = Transport.Tcp) =>
        new(new Deployed(from, referring), to, instance, port, transport, FlowKind.Reference, because);
}

/// <summary>Who connects.</summary>
internal abstract record Origin;

/// <summary>A host of the deployment, from its private address.</summary>
/// <param name="Instance">What connects there.</param>
internal sealed record Deployed(Place Host, string Instance) : Origin
{
    public override string ToString() => $"{Instance} on {Host.Host}";
}

internal sealed record Network(IPNetwork Range) : Origin
{
    public override string ToString() => Range.ToString();
}

internal sealed record Anyone : Origin
{
    public override string ToString() => "anyone";
}

internal enum Transport
{
    Tcp,
    Udp,
}

/// <summary>In the order in which the firewall lists them.</summary>
internal enum FlowKind
{
    Admin,
    Edge,
    Tunnel,
    Reference,
    Replication,
    Cluster,
    Health,
    Telemetry,
    Backup,
    Dns,
    Ntp,
}
