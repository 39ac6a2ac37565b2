using Auth.Events;
using Microsoft.Extensions.Options;
using MySqlConnector;
using ServiceDefaults.Messaging.Outbox;

namespace Auth.Confirmations;

/// <summary>
/// Hands a token's text over, in the transaction that made it. It leaves with the event: the row of the outbox is deleted once the
/// broker has confirmed it, and nothing else here stores or logs it.
/// </summary>
internal sealed class TokenMails(EventOutbox outbox, TimeProvider clock, IOptions<ConfirmationOptions> options)
{
    public Task PublishAsync(MySqlTransaction transaction, TokenMail mail, string? language, CancellationToken cancellationToken)
    {
        var (id, email) = (mail.Owner.AccountId, mail.Owner.Email);
        var expiresAt = clock.GetUtcNow() + mail.Lifetime;
        return mail.Purpose == MailTokenPurpose.ConfirmEmail
            ? PublishAsync(new ConfirmationRequested(id, email, language, Link("confirm-email", mail.Token), expiresAt))
            : PublishAsync(new ResetRequested(id, email, language, Link("reset-password", mail.Token), expiresAt));

        Task PublishAsync<TEvent>(TEvent message)
            where TEvent : class =>
            outbox.PublishAsync(transaction, message, subject: id.ToString(), cancellationToken: cancellationToken);
    }

    /// <summary>A page that posts the token. It stands in the fragment, which no server and no log gets to see.</summary>
    private Uri Link(string page, MailToken token) =>
        new($"{options.Value.PublicAddress!.AbsoluteUri.TrimEnd('/')}/{page}#token={token.Text}");
}
