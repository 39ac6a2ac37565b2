using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Deploy.Firewall;

namespace Deploy.Tests.Firewall;

/// <summary>A rule of the firewall, read as nft reads it.</summary>
internal sealed partial record OpenPort(IReadOnlyList<IPNetwork>? From, Transport Transport, int Port)
{
    /// <summary>All that opens in the text that nft would read, but what every host has.</summary>
    public static List<OpenPort> All(string ruleset)
    {
        var lines = ruleset.Split('\n').Select(line => line.Trim()).ToList();
        // Only between these does anything open but what every host has.
        var first = lines.IndexOf("jump control") + 1;
        var rules = lines.GetRange(first, lines.IndexOf("jump refuse") - first).Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToList();
        // Two of connections that are known, one of loopback, five of control.
        Assert.Equal(rules.Count + 8, lines.Count(line => line.Contains("accept", StringComparison.Ordinal)));
        return rules;
    }

    private static OpenPort Parse(string rule)
    {
        var parts = Form().Match(rule);
        Assert.True(parts.Success, rule);
        var from = parts.Groups["one"].Success ? parts.Groups["one"].Value : parts.Groups["set"].Value;
        return new(
            from.Length == 0 ? null : [.. from.Split(", ").Select(Range)],
            parts.Groups["transport"].Value == "tcp" ? Transport.Tcp : Transport.Udp,
            int.Parse(parts.Groups["port"].Value, CultureInfo.InvariantCulture));

        IPNetwork Range(string text)
        {
            var range = text.Contains('/') ? IPNetwork.Parse(text) : IPNetwork.Parse($"{text}/{(text.Contains(':') ? 128 : 32)}");
            Assert.Equal(parts.Groups["family"].Value == "ip6", range.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6);
            return range;
        }
    }

    public bool Accepts(IPAddress sender, int port, Transport transport) =>
        port == Port && transport == Transport && (From is null || From.Any(range => range.Contains(sender)));

    [GeneratedRegex(
        """^((?<family>ip6?) saddr (\{ (?<set>[^}]+) \}|(?<one>[^ {]+)) )?(?<transport>tcp|udp) dport (?<port>\d+) accept comment "[^"]+"$""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
