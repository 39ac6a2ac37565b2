using Email.Smtp;

namespace Email.Tests;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 587, SmtpTls.StartTls, null, null)]
    [InlineData("smtp://localhost:1025?tls=none", "localhost", 1025, SmtpTls.None, null, null)]
    [InlineData("smtp://u:p@mail.example.org?tls=tls", "mail.example.org", 465, SmtpTls.Tls, "u", "p")]
    [InlineData("smtp://ada%40example.org:p%3A%2F@mail.example.org:2525/?tls=starttls", "mail.example.org", 2525, SmtpTls.StartTls, "ada@example.org", "p:/")]
    internal void An_address_is_read(string text, string host, int port, SmtpTls tls, string? user, string? password) =>
        Assert.Equal(new SmtpAddress(host, port, tls, user, password), SmtpAddress.Parse(text));

    [Theory]
    [InlineData("mail.example.org:25")]
    [InlineData("http://mail.example.org")]
    [InlineData("smtp://mail.example.org/path")]
    [InlineData("smtp://mail.example.org?tls=maybe")]
    [InlineData("smtp://mail.example.org?tls=tls&tls=none")]
    [InlineData("smtp://mail.example.org?tsl=none")]
    [InlineData("smtp://secret@mail.example.org")]
    [InlineData("smtp://u:secret@mail.example.org?tls=none")]
    public void A_wrong_one_is_refused_without_being_repeated(string text)
    {
        var fault = Assert.Throws<FormatException>(() => SmtpAddress.Parse(text));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_not_printed() =>
        Assert.DoesNotContain("secret", SmtpAddress.Parse("smtp://u:secret@mail.example.org").ToString(), StringComparison.Ordinal);
}
