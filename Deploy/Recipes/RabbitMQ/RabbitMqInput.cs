using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.RabbitMQ;

/// <summary>One RabbitMQ node: an instance of a resource, on one of its hosts.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="Host">This node's.</param>
/// <param name="Members">All hosts of the cluster, this one too: one, or an odd number from three.</param>
/// <param name="Ports">The same on every member: they find one another by them.</param>
/// <param name="Memory">In bytes: what the broker may take.</param>
/// <param name="DiskReserve">In bytes: with less free, publishers wait.</param>
/// <param name="Cookie">By which members of the cluster know one another.</param>
/// <param name="WhenApart">What a node does that sees less than half of the others.</param>
internal sealed record RabbitMqInput(
    string Name,
    Place Host,
    IReadOnlyList<Place> Members,
    RabbitMqPorts Ports,
    long Memory,
    long DiskReserve,
    Secret Cookie,
    IReadOnlyList<RabbitMqUser> Users,
    WhenApart WhenApart = WhenApart.PauseMinority);

internal sealed record RabbitMqPorts(int Amqp = 5672, int Management = 15672, int Distribution = 25672, int Epmd = 4369);

/// <summary>What one service that refers to the broker signs in with, and no other.</summary>
/// <param name="Name">The service's.</param>
/// <param name="From">The hosts that the service runs on.</param>
/// <param name="Policymaker">Whether it puts policies over the management API, which is then open to its hosts.</param>
internal sealed record RabbitMqUser(string Name, Secret Password, IReadOnlyList<Place> From, bool Policymaker)
{
    /// <summary>Regular expressions over names of queues and exchanges; all of its virtual host's if not stated.</summary>
    public RabbitMqPermissions Permissions { get; init; } = new(".*", ".*", ".*");
}

internal sealed record RabbitMqPermissions(string Configure, string Write, string Read);

/// <summary>RabbitMQ's cluster_partition_handling.</summary>
internal enum WhenApart
{
    PauseMinority,
    Autoheal,
    Ignore,
}
