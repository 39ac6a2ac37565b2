using Email.Sending;

namespace Email.Tests;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("ada+tag@xn--bcher-kva.example")]
    [InlineData("bjørn@example.org")]
    public void A_plain_address_is_taken(string text) => Assert.Equal(text, MailAddress.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    [InlineData("ada@example.org\n")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("<@relay.example:ada@example.org>")]
    [InlineData("friends:ada@example.org;")]
    [InlineData("ada@example.org (comment)")]
    [InlineData("a\u202Eda@example.org")]
    [InlineData("ada@eve@example.org")]
    public void Anything_else_is_not(string? text) => Assert.Null(MailAddress.Parse(text));

    [Fact]
    public void An_address_too_long_for_smtp_is_not() => Assert.Null(MailAddress.Parse(new string('a', 250) + "@example.org"));
}
