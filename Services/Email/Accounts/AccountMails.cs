using System.Globalization;
using Email.Sending;
using Email.Templates;
using MySqlConnector;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;

namespace Email.Accounts;

/// <summary>The mails that people get about their account.</summary>
internal sealed class AccountMails(MailDelivery delivery)
    : IHandle<UserRegistered>, IHandle<ConfirmationRequested>, IHandle<ResetRequested>
{
    public Task HandleAsync(
        UserRegistered message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        SendAsync("welcome", message.Email, message.Language, [], expiresAt: null, metadata, cancellationToken);

    public Task HandleAsync(
        ConfirmationRequested message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        SendAsync("confirm", message.Email, message.Language, Data(message.Link, message.ExpiresAt), message.ExpiresAt, metadata, cancellationToken);

    public Task HandleAsync(
        ResetRequested message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        SendAsync("reset", message.Email, message.Language, Data(message.Link, message.ExpiresAt), message.ExpiresAt, metadata, cancellationToken);

    private static Dictionary<string, string> Data(Uri link, DateTimeOffset expiresAt)
    {
        if (!link.IsAbsoluteUri || (link.Scheme != Uri.UriSchemeHttp && link.Scheme != Uri.UriSchemeHttps))
        {
            throw new DeadLetterException("link must be an absolute http or https URL.");
        }

        return new(StringComparer.Ordinal)
        {
            ["link"] = link.AbsoluteUri,
            ["expires"] = expiresAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        };
    }

    private Task SendAsync(
        string template,
        string to,
        string? language,
        Dictionary<string, string> data,
        DateTimeOffset? expiresAt,
        EventMetadata metadata,
        CancellationToken cancellationToken)
    {
        var address = MailAddress.Parse(to) ?? throw new DeadLetterException("email is no address that mail can be sent to.");
        var mail = new Mail(address, template, MailLanguage.From(language), data, expiresAt);
        return delivery.DeliverAsync(mail, new MailOrigin($"{metadata.Source} {metadata.Id}"), cancellationToken);
    }
}
