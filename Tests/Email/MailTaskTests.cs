using System.Text;
using Email.Tasks;
using ServiceDefaults.Messaging;

namespace Email.Tests;

public sealed class MailTaskTests
{
    private const string Good = """{"to": "ada@example.org", "template": "notice", "data": {"subject": "a", "text": 1}, "language": "nb"}""";

    private static string Fault(string body) =>
        Assert.Throws<DeadLetterException>(() => MailTask.Read(Encoding.UTF8.GetBytes(body))).Message;

    [Fact]
    public void A_task_is_read()
    {
        var mail = MailTask.Read(Encoding.UTF8.GetBytes(Good));
        Assert.Equal(("ada@example.org", "notice", "nb"), (mail.To, mail.Template, mail.Language));
        Assert.Equal("1", mail.Data["text"]);
    }

    [Fact]
    public void The_language_may_be_left_out() => Assert.Equal(
        "en", MailTask.Read(Encoding.UTF8.GetBytes(Good.Replace(", \"language\": \"nb\"", "", StringComparison.Ordinal))).Language);

    [Theory]
    [InlineData("User 123 registered", "This is something else.")]
    [InlineData("", "This is something else.")]
    [InlineData("null", "This is null.")]
    [InlineData("[]", "This is something else.")]
    [InlineData("""{"to": "a@example.org", "template": "notice", "data": {}, "from": "eve@example.org"}""", "This has a member that is unknown, given twice or of another type.")]
    [InlineData("""{"to": "a@example.org", "to": "b@example.org", "template": "notice", "data": {}}""", "This has a member that is unknown, given twice or of another type.")]
    [InlineData("""{"to": 1, "template": "notice", "data": {}}""", "This has a member that is unknown, given twice or of another type.")]
    [InlineData("""{"template": "notice", "data": {}}""", "\"to\" is not one plain address.")]
    [InlineData("""{"to": "a@example.org", "template": "reset", "data": {}}""", "\"template\" is not one of them.")]
    [InlineData("""{"to": "a@example.org", "template": "notice"}""", "\"data\" is missing.")]
    [InlineData("""{"to": "a@example.org", "template": "notice", "data": {"text": {}}}""", "\"data\" holds texts and numbers only.")]
    public void Anything_else_is_told_what_is_expected(string body, string what)
    {
        var fault = Fault(body);
        Assert.StartsWith("Expected is a JSON object", fault, StringComparison.Ordinal);
        Assert.EndsWith(what, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fault_repeats_nothing_of_the_content() =>
        Assert.DoesNotContain("ada@", Fault("""{"to": "ada@example.org, eve@example.org", "template": "notice", "data": {}}"""), StringComparison.Ordinal);

    [Fact]
    public void A_task_larger_than_any_mail_is_refused() => Assert.Contains("bytes", Fault(new string(' ', 70_000)), StringComparison.Ordinal);
}
