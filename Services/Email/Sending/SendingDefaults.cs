using Email.Smtp;
using Email.Unsure;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Email.Sending;

internal static class SendingDefaults
{
    public static void AddSending(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SendingOptions>("Sending").Validate<IOptions<SmtpOptions>>(
            (sending, smtp) => sending.SendingTakesAtMost > smtp.Value.SendTimeout + MailDelivery.NoteDeadline,
            $"Sending:SendingTakesAtMost must be longer than Smtp:SendTimeout and {MailDelivery.NoteDeadline} to write down what came of it.");
        builder.Services.AddSingleton<MailsStore>();
        builder.Services.AddSingleton<MailClaims>();
        builder.Services.AddSingleton<MailDelivery>();
        builder.Services.AddSingleton<UnsureStore>();
        builder.Services.AddHostedService<MailPruning>();
    }
}
