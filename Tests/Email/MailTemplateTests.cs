using Email.Templates;
using ServiceDefaults.Messaging;

namespace Email.Tests;

public sealed class MailTemplateTests
{
    private static readonly MailTemplates Templates = new();

    private static Dictionary<string, string> Notice(string subject, string text) =>
        new(StringComparer.Ordinal) { ["subject"] = subject, ["text"] = text };

    [Theory]
    [InlineData("en", "Choose a new password")]
    [InlineData("nb", "Velg et nytt passord")]
    public void A_template_exists_in_each_language(string language, string subject)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal) { ["link"] = "https://example.org/#token=x", ["expires"] = "soon" };
        var text = Templates["reset", language].Fill(data);
        Assert.Equal(subject, text.Subject);
        Assert.Contains("https://example.org/#token=x", text.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/#token=x\"", text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text.Text + text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_are_no_html()
    {
        var text = Templates["notice", "en"].Fill(Notice("a & b", "<b>\"x\"</b>\nnext"));
        Assert.Contains("&lt;b&gt;&quot;x&quot;&lt;/b&gt;<br>\nnext", text.Html, StringComparison.Ordinal);
        Assert.Contains("<title>a &amp; b</title>", text.Html, StringComparison.Ordinal);
        Assert.Contains("<b>\"x\"</b>\nnext", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_one_line() =>
        Assert.Equal("a  Bcc: eve@example.org", Templates["notice", "en"].Fill(Notice("a\r\nBcc: eve@example.org", "x")).Subject);

    [Fact]
    public void A_value_that_looks_like_a_place_is_left_alone() =>
        Assert.Contains("{{subject}}", Templates["notice", "en"].Fill(Notice("a", "{{subject}}")).Text, StringComparison.Ordinal);

    [Fact]
    public void Missing_superfluous_and_hostile_data_are_refused()
    {
        var template = Templates["notice", "en"];
        Assert.Throws<DeadLetterException>(() => template.Fill(new Dictionary<string, string> { ["subject"] = "a" }));
        Assert.Throws<DeadLetterException>(() => template.Fill(new Dictionary<string, string>(Notice("a", "b")) { ["more"] = "c" }));
        Assert.Throws<DeadLetterException>(() => template.Fill(Notice("a", "b\0")));
        Assert.Throws<DeadLetterException>(() => template.Fill(Notice(new string('a', 201), "b")));
    }

    [Theory]
    [InlineData("nb-NO", "nb")]
    [InlineData("no", "nb")]
    [InlineData("NN", "nb")]
    [InlineData("en-GB", "en")]
    [InlineData("is", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void An_unknown_language_is_english(string? tag, string language) => Assert.Equal(language, MailLanguage.From(tag));
}
