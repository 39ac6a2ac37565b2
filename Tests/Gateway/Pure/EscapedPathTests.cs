using Gateway.Outsiders;

namespace Gateway.Tests.Pure;

public sealed class EscapedPathTests
{
    [Theory]
    [InlineData("/auth/%80")]
    [InlineData("/auth/%c3")]
    [InlineData("/auth/%c3/%a9")]
    [InlineData("/auth/%e0%80%af")]
    [InlineData("/auth/%ed%a0%80")]
    public void An_escape_that_is_no_text_is_found(string target) => Assert.True(PathGuard.IsAmbiguous(target));

    [Theory]
    [InlineData("/auth/a ")]
    [InlineData("/auth/a?b c")]
    [InlineData("/auth/a?b\u0001")]
    [InlineData("http://user@host/auth")]
    public void What_ends_or_begins_elsewhere_for_others_is_found(string target) => Assert.True(PathGuard.IsAmbiguous(target));

    [Fact]
    public void A_long_path_is_read_to_its_end()
    {
        var path = "/auth/" + string.Concat(Enumerable.Repeat("%C3%A5", 1000));
        Assert.False(PathGuard.IsAmbiguous(path));
        Assert.True(PathGuard.IsAmbiguous(path + "%80"));
    }
}
