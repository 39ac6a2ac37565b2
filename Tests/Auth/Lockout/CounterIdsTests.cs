using System.Net;
using Auth.Keys;
using Auth.Lockout;
using Microsoft.Extensions.Options;

namespace Auth.Tests.Lockout;

public sealed class CounterIdsTests
{
    private const string Email = "ada@example.org";

    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void A_network_is_an_ipv4_address_or_64_bits_of_ipv6(string first, string second, bool isSame) => Assert.Equal(
        isSame, Ids().Network(IPAddress.Parse(first)).SequenceEqual(Ids().Network(IPAddress.Parse(second))));

    [Fact]
    public void No_two_counters_share_an_id()
    {
        byte[][] ids =
        [
            Ids().Pair(Email, Client), Ids().Pair(Email, IPAddress.Parse("192.0.2.2")), Ids().Pair(Email, client: null),
            Ids().Pair("eve@example.org", Client), Ids().Network(Client), Ids().Network(client: null), Ids().Account(Email),
        ];
        Assert.Equal(ids.Length, ids.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Without_the_secret_nobody_can_tell_whose_they_are() =>
        Assert.NotEqual(Ids().Account(Email), Ids("another secret of 22 letters").Account(Email));

    private static CounterIds Ids(string secret = "a secret of 22 letters or more") =>
        new(Options.Create(new SigningKeysOptions { Secret = secret }));
}
