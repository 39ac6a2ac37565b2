using System.Net;
using Gateway.Outsiders;

namespace Gateway.Tests.Pure;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("2001:db8::7", true)]
    [InlineData("2001:db9::7", false)]
    public void Those_of_the_list_are_and_no_others(string peer, bool trusted) =>
        Assert.Equal(trusted, new TrustedProxies(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]).Contains(IPAddress.Parse(peer)));

    [Fact]
    public void By_default_nobody_is() => Assert.False(new TrustedProxies([]).Contains(IPAddress.Loopback));
}
