using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>How a host is reached for its administration: <c>[user@]address[:port]</c>, an IPv6 address in brackets.</summary>
/// <param name="User">root if none is named.</param>
/// <param name="Address">An IP address without brackets, or a DNS name.</param>
/// <param name="Port">22 if none is named.</param>
internal sealed partial record SshTarget(string User, string Address, int Port)
{
    public static readonly Scalar<SshTarget> Shape = new(
        "an SSH target ([user@]address[:port])", "root@203.0.113.10", TryParse, () => Patterns.Text(Pattern));

    // Neither part can start with a hyphen, which ssh would take for an option.
    private const string Pattern = "^((?<user>[A-Za-z_][A-Za-z0-9_.-]{0,31})@)?(?<address>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})(:(?<port>[0-9]{1,5}))?$";

    public override string ToString() => $"{User}@{(Address.Contains(':') ? $"[{Address}]" : Address)}:{Port}";

    private static bool TryParse(string text, out SshTarget target)
    {
        target = null!;
        if (Form().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var user = match.Groups["user"].Value;
        var address = match.Groups["address"].Value.Trim('[', ']');
        var port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture) : 22;
        if (port is 0 or > 65535 || (match.Groups["address"].Value.StartsWith('[') && !IsIPv6(address)))
        {
            return false;
        }

        target = new SshTarget(user.Length == 0 ? "root" : user, address, port);
        return true;
    }

    private static bool IsIPv6(string text) => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patterns.TimeoutMilliseconds)]
    private static partial Regex Form();
}
