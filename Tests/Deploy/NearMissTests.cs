using Deploy.Faults;

namespace Deploy.Tests;

public sealed class NearMissTests
{
    private static readonly string[] Known = ["bindings", "env", "args", "volumes"];

    [Theory]
    [InlineData("bindngs", "bindings")]
    [InlineData("bidnings", "bindings")]
    [InlineData("Volumes", "volumes")]
    [InlineData("evn", "env")]
    public void A_slip_of_the_pen_finds_its_word(string written, string meant) => Assert.Equal(meant, NearMiss.Of(written, Known));

    [Theory]
    [InlineData("deployment")]
    [InlineData("e")]
    [InlineData("")]
    public void A_word_of_its_own_finds_nothing(string written)
    {
        Assert.Null(NearMiss.Of(written, Known));
        Assert.Equal("", NearMiss.Hint(written, Known));
    }
}
