using Hosting.Setup.Debian;

namespace Hosting.Tests.Setup;

/// <summary>Lines as apt-get prints them for "origin|label|address".</summary>
public class MirrorTests
{
    [Theory]
    [InlineData("Debian|Debian-Security|http://mirror.example/debian-security/\nDebian|Debian|http://mirror.example/debian/", "http://mirror.example/debian/")]
    [InlineData("Debian|Debian|\nDebian|Debian|https://second.example/debian/", "https://second.example/debian/")]
    [InlineData("Docker|Docker CE|https://packages.example/docker/", null)]
    [InlineData("Ubuntu|Ubuntu|http://mirror.example/ubuntu/", null)]
    [InlineData("", null)]
    public void Only_a_mirror_of_Debian_itself_serves(string lines, string? mirror) => Assert.Equal(mirror, Mirror.Parse(lines)?.AbsoluteUri);
}
