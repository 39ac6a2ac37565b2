using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Email.Smtp;

/// <summary>A client that knows how far a mail has got.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    /// <summary>The recipient is accepted, and with it the mail's content may be on its way: from here on silence can mean anything.</summary>
    public bool MayHaveBegunData { get; private set; }

    public int Mails { get; private set; }

    public DateTimeOffset LastUsed { get; set; }

    public async Task OpenAsync(SmtpAddress address, CancellationToken cancellationToken)
    {
        var tls = address.Tls switch
        {
            SmtpTls.Tls => SecureSocketOptions.SslOnConnect,
            SmtpTls.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await ConnectAsync(address.Host, address.Port, tls, cancellationToken);
        if (address.User is not null)
        {
            await AuthenticateAsync(address.User, address.Password!, cancellationToken);
        }
    }

    public Task SubmitAsync(FormatOptions format, MimeMessage message, CancellationToken cancellationToken)
    {
        MayHaveBegunData = false;
        Mails++;
        return SendAsync(format, message, cancellationToken);
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        MayHaveBegunData = true;
        base.OnRecipientAccepted(message, mailbox, response);
    }
}
