using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Administration;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;
using Aspire.Hosting.Testing;

namespace Application.Tests.Mail;

/// <summary>The queue <c>email_tasks</c>, which any AMQP client may send to.</summary>
[Collection(OneApplication.Name)]
public sealed class OpenQueueTests(RunningApplication application)
{
    private const string Queue = "email_tasks";

    private static string Notice(string to, object data, string template = "notice", string language = "nb") =>
        JsonSerializer.Serialize(new { to, template, data, language });

    [Fact]
    public async Task A_foreign_task_is_sent_and_its_data_are_no_html_and_no_header()
    {
        var email = Accounts.NewEmail();
        await application.RunForeignAsync(
            "send", Queue, Notice(email, new { subject = "Lønn\r\nBcc: eve@example.org", text = "<script>1 & 2</script>" }));

        var mail = await application.MailAsync(email, "Lønn  Bcc: eve@example.org");
        Assert.Contains("<script>1 & 2</script>", mail.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;1 &amp; 2&lt;/script&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Single(mail.To);
        Assert.Empty(await application.MailsToAsync("eve@example.org"));
    }

    [Fact]
    public async Task Equal_tasks_are_as_many_mails()
    {
        var email = Accounts.NewEmail();
        var task = Notice(email, new { subject = "Twice", text = "The same." });
        await application.RunForeignAsync("send", Queue, task, task);
        await Wait.UntilAsync("both have arrived", async () => (await application.MailsToAsync(email)).Count == 2);
    }

    [Fact]
    public async Task Anything_else_is_a_dead_letter_that_says_what_is_expected()
    {
        using var client = await application.OperatorAsync();
        var before = await ReasonsAsync(client);
        await application.RunForeignAsync(
            "send",
            Queue,
            "User 123 registered",
            Notice("ada@example.org, eve@example.org", new { subject = "a", text = "b" }),
            Notice(Accounts.NewEmail(), new { link = "https://evil.example" }, template: "reset"));

        string[] reasons = [];
        await Wait.UntilAsync(
            "three dead letters are there", async () => (reasons = [.. (await ReasonsAsync(client)).Skip(before.Length)]).Length == 3);
        Assert.All(reasons, reason => Assert.StartsWith("Expected is a JSON object", reason, StringComparison.Ordinal));
        Assert.Single(reasons, reason => reason.EndsWith("This is something else.", StringComparison.Ordinal));
        Assert.Single(reasons, reason => reason.EndsWith("\"to\" is not one plain address.", StringComparison.Ordinal));
        Assert.Single(reasons, reason => reason.EndsWith("\"template\" is not one of them.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_client_has_a_queue_of_its_own()
    {
        var queue = $"foreign_{Guid.NewGuid():n}";
        await application.RunForeignAsync("send", queue, "one", "two", "three");
        Assert.Equal(["one", "two", "three"], await application.RunForeignAsync("take", queue, "3"));
    }

    [Theory]
    [InlineData("/email/unsure")]
    [InlineData("/email/dead-letters")]
    public async Task Only_operators_and_administrators_get_in_and_nobody_through_the_gateway(string path)
    {
        using var client = application.App.CreateHttpClient("email");
        Assert.Equal(HttpStatusCode.Unauthorized, await client.GetAsync(new Uri(path, UriKind.Relative)).StatusAsync());
        using var known = await application.OperatorAsync();
        Assert.Equal(HttpStatusCode.OK, await known.GetAsync(new Uri(path, UriKind.Relative)).StatusAsync());
        var (admin, user) = (await application.NewAdminAsync(), await application.Gateway.SignUpAsync());
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(HttpMethod.Get, path, admin.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await client.SendAsync(HttpMethod.Get, path, user.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await application.Gateway.GetAsync(new Uri(path, UriKind.Relative)).StatusAsync());
    }

    private static async Task<string[]> ReasonsAsync(HttpClient client)
    {
        var page = await client.GetFromJsonAsync<JsonElement>(new Uri($"/email/dead-letters/{Queue}?limit=200", UriKind.Relative));
        return [.. page.GetProperty("letters").EnumerateArray().Select(letter => letter.GetProperty("reason").GetString()!)];
    }
}
