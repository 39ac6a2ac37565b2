using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

internal static class RabbitMqFlows
{
    /// <summary>To this node: from the other members, and from those that put policies.</summary>
    public static IEnumerable<Flow> Of(RabbitMqInput input)
    {
        foreach (var member in input.Members.Where(member => member != input.Host))
        {
            var because = $"{input.Name} on {member.Host} and on {input.Host.Host} are one cluster";
            yield return To(input, member, input.Name, input.Ports.Epmd, FlowKind.Cluster, because);
            yield return To(input, member, input.Name, input.Ports.Distribution, FlowKind.Cluster, because);
        }

        foreach (var user in input.Users.Where(user => user.Policymaker))
        {
            foreach (var host in user.From)
            {
                yield return To(input, host, user.Name, input.Ports.Management, FlowKind.Reference, $"{user.Name} puts its policies over the management API of {input.Name}");
            }
        }
    }

    private static Flow To(RabbitMqInput input, Place from, string instance, int port, FlowKind kind, string because) =>
        new(new Deployed(from, instance), input.Host, input.Name, port, Transport.Tcp, kind, because);
}
