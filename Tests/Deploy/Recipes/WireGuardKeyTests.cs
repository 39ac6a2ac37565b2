using Deploy.Recipes.WireGuard;

namespace Deploy.Tests.Recipes;

public sealed class WireGuardKeyTests
{
    /// <summary>The pairs of RFC 7748, section 6.1.</summary>
    [Theory]
    [InlineData("dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=", "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=")]
    [InlineData("XasIfmJKikt54X+Lg4AO5m87sSkmGLb9HC+LJ/+I4Os=", "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=")]
    public void The_public_key_follows_from_the_private_one(string key, string expected) => Assert.Equal(expected, WireGuardKey.PublicOf(new(key)));

    [Fact]
    public void A_generated_key_is_one_and_no_other()
    {
        var (one, other) = (WireGuardKey.Generate(), WireGuardKey.Generate());
        Assert.True(WireGuardKey.IsKey(one));
        Assert.NotEqual(WireGuardKey.PublicOf(one), WireGuardKey.PublicOf(other));
    }
}
