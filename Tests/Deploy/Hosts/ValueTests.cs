using System.Text.RegularExpressions;
using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Tests.Hosts;

public sealed class ValueTests
{
    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("250ms", 250)]
    [InlineData("0.5ms", 0.5)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("14d", 1_209_600_000)]
    [InlineData("0s", 0)]
    public void Durations(string text, double milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Accepted(Quantities.Duration, text));

    [Theory]
    [InlineData("8G", 8L << 30)]
    [InlineData("512M", 512L << 20)]
    [InlineData("1.5K", 1536)]
    [InlineData("2T", 2L << 40)]
    public void Sizes_are_in_powers_of_1024(string text, long bytes) => Assert.Equal(bytes, Accepted(Quantities.Size, text));

    [Theory]
    [InlineData("root@203.0.113.10", "root@203.0.113.10:22")]
    [InlineData("203.0.113.10", "root@203.0.113.10:22")]
    [InlineData("ada@db1.example.no:2222", "ada@db1.example.no:2222")]
    [InlineData("[2001:db8::1]:2222", "root@[2001:db8::1]:2222")]
    public void Ssh_targets(string text, string meant) => Assert.Equal(meant, Accepted(SshTarget.Shape, text).ToString());

    [Theory]
    [InlineData("osl-fra")]
    [InlineData("fra-osl")]
    public void A_round_trip_is_as_long_in_both_directions(string text) => Assert.Equal(new SitePair("fra", "osl"), Accepted(Names.Sites, text));

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("fd00::5")]
    public void Addresses_of_both_families(string text) => Assert.Equal(text, Accepted(Addresses.Address, text).ToString());

    [Theory]
    [InlineData("http://127.0.0.1:8000/other")]
    [InlineData("https://repo.example.org/apt/debian/")]
    [InlineData("https://repo.example.org")]
    public void Sources_of_packages(string text) => Assert.Equal(text, Accepted(Texts.Uri, text));

    [Theory]
    [InlineData("198.51.100.0/24")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001:db8::/32")]
    public void Networks(string text) => Assert.Equal(text, Accepted(Addresses.Network, text).ToString());

    [Fact]
    public void Every_country_of_the_standard_once() => Assert.Equal(249, Countries.All.Distinct().Count(code => code is { Length: 2 }));

    public static TheoryData<string, string> Refusals => new()
    {
        { "duration", "10" }, { "duration", "10 s" }, { "duration", "10S" }, { "duration", "-1s" }, { "duration", "1e3s" }, { "duration", "s" },
        { "duration", "3651d" }, { "duration", "999999999d" }, { "duration", "10s\n" }, { "duration", "١s" },
        { "size", "8" }, { "size", "8g" }, { "size", "8GB" }, { "size", "0G" }, { "size", "-1G" }, { "size", "9999999T" },
        { "ssh", "-oProxyCommand=x" }, { "ssh", "a b" }, { "ssh", "root@" }, { "ssh", "h:0" }, { "ssh", "h:65536" }, { "ssh", "[::g]" }, { "ssh", "-u@h" },
        { "address", "10.1" }, { "address", "0x0a000005" }, { "address", "010.0.0.5" }, { "address", "10.0.0.256" }, { "address", "fe80::1%eth0" },
        { "address", "[::1]" }, { "address", "167772165" }, { "address", " 10.0.0.5" },
        { "network", "198.51.100.7/24" }, { "network", "10.0.0.0" }, { "network", "10.0.0.0/33" }, { "network", "10.0.0.0/-1" }, { "network", "10/8" },
        { "country", "no" }, { "country", "UK" }, { "country", "EU" }, { "country", "XX" }, { "country", "NOR" }, { "country", "" },
        { "sites", "osl" }, { "sites", "osl-fra-ams" }, { "sites", "osl_fra" }, { "sites", "-osl" }, { "sites", "OSL-fra" },
        { "host", "A" }, { "host", "1a" }, { "host", "a-" }, { "host", "a.b" }, { "host", "../x" }, { "host", new string('a', 41) },
        { "flag", "yes" }, { "flag", "True" }, { "time", "24:00" }, { "time", "3:00" }, { "domain", "-x.no" }, { "domain", "x..no" }, { "domain", "x.no/" },
        { "path", "health" }, { "path", "/a b" }, { "path", "/a?b" }, { "resource", "a/b" }, { "resource", ".." }, { "fingerprint", "BCA4" },
        { "recipient", "AGE-SECRET-KEY-1QQQQ" }, { "file", "" }, { "file", "a\0b" },
        // A line that ends early would be two in a file on a host.
        { "host", "a\n" }, { "domain", "x.no\n" }, { "path", "/health\n" }, { "version", "9.7.4-1\n" }, { "package", "mysql-server\n" },
        { "version", "9.7 4" }, { "version", "latest" }, { "package", "mysql server" }, { "package", "-y" },
        { "uri", "ftp://x.no" }, { "uri", "https://[" }, { "uri", "https://x.no/a b" }, { "uri", "https://user:password@x.no/" }, { "uri", "https://" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_nearly_right_is_refused(string kind, string text)
    {
        var read = kind switch
        {
            "duration" => Quantities.Duration.TryRead(text, out _),
            "size" => Quantities.Size.TryRead(text, out _),
            "ssh" => SshTarget.Shape.TryRead(text, out _),
            "address" => Addresses.Address.TryRead(text, out _),
            "network" => Addresses.Network.TryRead(text, out _),
            "country" => Names.Country.TryRead(text, out _),
            "sites" => Names.Sites.TryRead(text, out _),
            "host" => Names.Host.TryRead(text, out _),
            "flag" => Quantities.Flag.TryRead(text, out _),
            "time" => Quantities.TimeOfDay.TryRead(text, out _),
            "domain" => Texts.Domain.TryRead(text, out _),
            "path" => Texts.HttpPath.TryRead(text, out _),
            "resource" => Names.Resource.TryRead(text, out _),
            "fingerprint" => Texts.Fingerprint.TryRead(text, out _),
            "recipient" => Texts.AgeRecipient.TryRead(text, out _),
            "file" => Texts.File.TryRead(text, out _),
            "version" => Texts.Version.TryRead(text, out _),
            "package" => Texts.Package.TryRead(text, out _),
            "uri" => Texts.Uri.TryRead(text, out _),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

        Assert.False(read);
    }

    // What the reader accepts, an editor must not mark as wrong.
    private static T Accepted<T>(Scalar<T> scalar, string text)
    {
        Assert.True(scalar.TryRead(text, out var value));
        if (scalar.Schema()["pattern"] is { } pattern)
        {
            Assert.Matches(new Regex(pattern.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)), text);
        }

        return value;
    }
}
