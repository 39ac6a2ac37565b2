using System.Net.Http.Json;
using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.Mail;

/// <summary>What arrived at the mail server.</summary>
internal static class Inbox
{
    public static async Task<IReadOnlyList<ReceivedMail>> MailsToAsync(this RunningApplication application, string address)
    {
        using var client = application.App.CreateHttpClient("maildev", "inbox");
        client.Timeout = Deadlines.Answer;
        var all = await client.GetFromJsonAsync<ReceivedMail[]>(new Uri("/api/email", UriKind.Relative));
        return [.. all!.Where(mail => mail.To.Any(person => person.Address == address))];
    }

    /// <summary>The only mail to this address with this subject, once it is there.</summary>
    public static async Task<ReceivedMail> MailAsync(this RunningApplication application, string address, string subject, TimeSpan? within = null)
    {
        IReadOnlyList<ReceivedMail> mails = [];
        await Wait.UntilAsync(
            $"a mail '{subject}' has arrived",
            async () =>
            {
                mails = [.. (await application.MailsToAsync(address)).Where(mail => mail.Subject == subject)];
                return mails.Count > 0;
            },
            within);
        return Assert.Single(mails);
    }
}
