using System.Text.RegularExpressions;

namespace Application.Tests.Mail;

/// <summary>A mail as maildev tells it.</summary>
internal sealed partial record ReceivedMail(MailPerson[] To, MailPerson[] From, string Subject, string Text, string Html)
{
    /// <summary>The token of the link; fails if there is not exactly one link to this page, in both texts.</summary>
    public string Token(Uri page)
    {
        var link = Assert.Single(Link().Matches(Text)).Value;
        Assert.Contains($"href=\"{link}\"", Html, StringComparison.Ordinal);
        Assert.StartsWith($"{page}#token=", link, StringComparison.Ordinal);
        return link[$"{page}#token=".Length..];
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}

internal sealed record MailPerson(string Address, string Name);
