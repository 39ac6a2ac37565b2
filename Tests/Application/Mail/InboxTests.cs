using System.Net.Http.Json;
using System.Net.Mail;
using System.Text.Json;
using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.Mail;

/// <summary>The mail server of run mode: what is sent to it is to be seen, and goes nowhere.</summary>
[Collection(OneApplication.Name)]
public sealed class InboxTests(RunningApplication application)
{
    [Fact]
    public async Task A_mail_that_is_sent_by_SMTP_is_in_the_inbox()
    {
        await application.HealthyAsync("maildev");
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var server = new Uri((await application.App.GetConnectionStringAsync("smtp", deadline.Token))!);
        var subject = $"Velkommen {Guid.NewGuid():N}";

        using (var client = new SmtpClient(server.Host, server.Port))
        using (var mail = new MailMessage("shop@example.no", "ada@example.no", subject, "Takk for at du er her."))
        {
            await client.SendMailAsync(mail, deadline.Token);
        }

        using var inbox = application.App.CreateHttpClient("maildev", "inbox");
        var mails = await inbox.GetFromJsonAsync<JsonElement>("/api/email", deadline.Token);
        var received = Assert.Single(mails.EnumerateArray(), mail => mail.GetProperty("subject").GetString() == subject);
        Assert.Equal("ada@example.no", received.GetProperty("to")[0].GetProperty("address").GetString());
    }
}
