using MySqlConnector;

namespace Auth.Confirmations;

/// <summary>A mail that brings a token to the address that is stored with the account, never to one that somebody typed.</summary>
internal sealed record TokenMail(string To, MailTokenPurpose Purpose, MailToken Token, TimeSpan Lifetime)
{
    /// <summary>
    /// Where messaging will publish it, in the transaction that made the token. Until then nothing is sent, and the
    /// token's text ends here: it is neither stored nor logged.
    /// </summary>
    public Task HandOverAsync(MySqlConnection connection, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        _ = (this, connection, transaction, cancellationToken);
        return Task.CompletedTask;
    }
}
