using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;
using Aspire.Hosting.ApplicationModel;

namespace Application.Tests.Mail;

/// <summary>Act now, tell later.</summary>
[Collection(OneApplication.Name)]
public sealed class OutageTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task Without_the_broker_people_register_and_sign_in_and_the_mail_comes_when_it_is_back()
    {
        string email;
        try
        {
            await ExecuteAsync("messaging", KnownResourceCommands.StopCommand);
            var person = await Gateway.NewPersonAsync();
            Assert.Equal(HttpStatusCode.OK, await Gateway.RefreshAsync(person.Tokens.RefreshToken).StatusAsync());
            email = person.Email;
            Assert.Empty(await application.MailsToAsync(email));
        }
        finally
        {
            await ExecuteAsync("messaging", KnownResourceCommands.StartCommand);
            await application.HealthyAsync("messaging");
        }

        await application.MailAsync(email, "Welcome");
    }

    [Fact]
    public async Task Without_the_mail_server_a_mail_waits_and_is_sent_once()
    {
        string email;
        try
        {
            await ExecuteAsync("maildev", KnownResourceCommands.StopCommand);
            var person = await Gateway.NewPersonAsync();
            email = person.Email;
            await using var database = await AuthDatabase.OpenAsync(application.App, "email-db");
            await Wait.UntilAsync(
                "sending has failed",
                async () => await database.CountAsync(
                    "SELECT COUNT(*) FROM messaging_attempts a JOIN mails m ON m.origin = CONCAT(a.source, ' ', a.message_id) " +
                    "WHERE m.recipient = @Email AND m.state = 'Waiting'",
                    ("@Email", email)) == 1);
        }
        finally
        {
            await ExecuteAsync("maildev", KnownResourceCommands.StartCommand);
            await application.HealthyAsync("maildev");
        }

        await application.MailAsync(email, "Welcome");
        await using var mails = await AuthDatabase.OpenAsync(application.App, "email-db");
        await Wait.UntilAsync(
            "the mail is noted as sent",
            async () => await mails.CountAsync("SELECT COUNT(*) FROM mails WHERE recipient = @Email AND state = 'Sent'", ("@Email", email)) == 1,
            Deadlines.Answer);
        Assert.Single(await application.MailsToAsync(email));
    }

    private async Task ExecuteAsync(string resource, string command)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        var result = await application.App.ResourceCommands.ExecuteCommandAsync(resource, command, deadline.Token);
        Assert.True(result.Success, result.Message);
    }
}
