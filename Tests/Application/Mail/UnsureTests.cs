using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Mail;

/// <summary>A mail that may have been sent is the operator's.</summary>
[Collection(OneApplication.Name)]
public sealed class UnsureTests(RunningApplication application)
{
    [Fact]
    public async Task A_mail_that_a_killed_process_was_sending_is_sent_again_by_the_operator_alone()
    {
        var email = Accounts.NewEmail();
        using var client = await application.OperatorAsync();
        var id = await UnsureAsync(client, email);
        Assert.Empty(await application.MailsToAsync(email));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, id, "send"));
        await application.MailAsync(email, "Perhaps");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, id, "send"));
        Assert.Null(await FindAsync(client, email));
    }

    [Fact]
    public async Task A_mail_that_was_sent_is_forgotten_by_the_operators_word()
    {
        var email = Accounts.NewEmail();
        using var client = await application.OperatorAsync();
        var id = await UnsureAsync(client, email);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, id, "sent"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, id, "sent"));
        Assert.Null(await FindAsync(client, email));
        Assert.Empty(await application.MailsToAsync(email));
    }

    /// <summary>What a process leaves that is killed between DATA and its answer: a committed row, and a message that comes again.</summary>
    private async Task<Guid> UnsureAsync(HttpClient client, string email)
    {
        var message = Guid.NewGuid();
        await using (var database = await AuthDatabase.OpenAsync(application.App, "email-db"))
        {
            await database.ExecuteAsync(
                """
                INSERT INTO mails (id, origin, state, recipient, template, language, created_at, changed_at)
                VALUES (@Id, @Origin, 'Sending', @Email, 'notice', 'en', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                """,
                ("@Id", message.ToByteArray(bigEndian: true)),
                ("@Origin", $"email_tasks {message}"),
                ("@Email", email));
        }

        var task = JsonSerializer.Serialize(new { to = email, template = "notice", data = new { subject = "Perhaps", text = "x" } });
        await application.RunForeignAsync("send-as", "email_tasks", message.ToString(), task);
        Guid? id = null;
        await Wait.UntilAsync("the mail is unsure", async () => (id = await FindAsync(client, email)) is not null);
        return id!.Value;
    }

    private static async Task<Guid?> FindAsync(HttpClient client, string email)
    {
        var unsure = await client.GetFromJsonAsync<JsonElement>(new Uri("/email/unsure", UriKind.Relative));
        return unsure.EnumerateArray().Where(mail => mail.GetProperty("to").GetString() == email)
            .Select(mail => (Guid?)mail.GetProperty("id").GetGuid()).SingleOrDefault();
    }

    private static Task<HttpStatusCode> PostAsync(HttpClient client, Guid id, string what) =>
        client.PostAsync(new Uri($"/email/unsure/{id}/{what}", UriKind.Relative), content: null).StatusAsync();
}
