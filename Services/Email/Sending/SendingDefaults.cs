using Email.Unsure;
using ServiceDefaults;

namespace Email.Sending;

internal static class SendingDefaults
{
    public static void AddSending(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SendingOptions>("Sending");
        builder.Services.AddSingleton<MailsStore>();
        builder.Services.AddSingleton<MailClaims>();
        builder.Services.AddSingleton<MailDelivery>();
        builder.Services.AddSingleton<UnsureStore>();
        builder.Services.AddHostedService<MailPruning>();
    }
}
