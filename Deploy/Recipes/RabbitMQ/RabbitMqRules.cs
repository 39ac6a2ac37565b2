using System.Net.Sockets;
using System.Text.RegularExpressions;
using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

/// <summary>What a broker cannot do.</summary>
internal static class RabbitMqRules
{
    private const long LeastMemory = 256L << 20;

    public static IReadOnlyList<Refusal> Check(RabbitMqInput input) =>
    [
        .. Members(input),
        .. input.Memory >= LeastMemory
            ? (Refusal[])[]
            : [new Refusal("memory", "A broker does not work with so little memory.", "State 256M or more.")],
        .. input.Users.GroupBy(user => user.Name).Where(same => same.Count() > 1).Select(same => new Refusal(
            "users", $"Two services would sign in as '{same.Key}'.", "Give each its own name.")),
        .. input.Users.SelectMany(user => (string[])[user.Permissions.Configure, user.Permissions.Write, user.Permissions.Read])
            .Where(permission => !IsRegex(permission)).Select(permission => new Refusal(
                "users", $"'{permission}' is no regular expression.", "Write one over the names of queues and exchanges.")),
    ];

    private static IEnumerable<Refusal> Members(RabbitMqInput input)
    {
        if (input.Members.Count % 2 == 0)
        {
            yield return new Refusal(
                "members",
                $"{input.Members.Count} members: of an even number neither half of a broken network goes on, and two are no safer than one.",
                "Name one host, or an odd number from three.");
        }

        if (input.Members.Distinct().Count() != input.Members.Count || !input.Members.Contains(input.Host))
        {
            yield return new Refusal("members", $"'{input.Host.Host}' is not among the members once, or another is there twice.", "Name each host once.");
        }

        if (input.Members.FirstOrDefault(member => member.Address.AddressFamily != AddressFamily.InterNetwork) is { } other)
        {
            yield return new Refusal(
                "members", $"'{other.Host}' has a private address of IPv6, over which members of a broker do not find one another.", "Give it an IPv4 address.");
        }
    }

    private static bool IsRegex(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }
}
