using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Auth.Database;
using Auth.Lockout;
using Auth.Sessions;
using Dapper;
using MySqlConnector;

namespace Auth.Confirmations;

/// <summary>What mail tokens are asked for and do, each in one transaction.</summary>
internal sealed class MailTokenActions(
    MySqlDataSource database, MailTokensStore tokens, TokenMails mails, SessionsStore sessions, SignInGuard guard, AuditLog audit)
{
    /// <summary>The audit log is told of a mail, not of a request: anybody can send any number of those.</summary>
    /// <param name="email">In its normal form; it may be nobody's.</param>
    public Task RequestAsync(MailTokenPurpose purpose, string email, Requester requester, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async (connection, transaction) =>
            {
                if (await tokens.TryMakeAsync(connection, transaction, purpose, email, cancellationToken) is not { } made)
                {
                    return false;
                }

                await mails.PublishAsync(transaction, made, requester.Language, cancellationToken);
                await audit.WriteAsync(
                    connection, transaction, Requested(purpose), made.Owner.AccountId, requester.Client, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>False if the token is not good.</summary>
    public Task<bool> TryConfirmEmailAsync(MailToken token, IPAddress? client, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async (connection, transaction) =>
            {
                var owner = await MailTokensStore.UseAsync(
                    connection, transaction, MailTokenPurpose.ConfirmEmail, token, cancellationToken);
                if (owner is null)
                {
                    return false;
                }

                var id = owner.AccountId;
                await ConfirmAsync(connection, transaction, id, cancellationToken);
                await audit.WriteAsync(connection, transaction, SecurityEvent.EmailConfirmed, id, client, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Sets the password, signs out everywhere, and lets the owner sign in at once, whatever was tried before. The mailbox
    /// is confirmed along with it. False, and nothing done, if the token is not good.
    /// </summary>
    public Task<bool> TryResetPasswordAsync(
        MailToken token, string passwordHash, IPAddress? client, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async (connection, transaction) =>
            {
                var owner = await MailTokensStore.UseAsync(
                    connection, transaction, MailTokenPurpose.ResetPassword, token, cancellationToken);
                if (owner is null)
                {
                    return false;
                }

                var id = owner.AccountId;
                await AccountsStore.ReplaceHashAsync(connection, transaction, id, passwordHash, cancellationToken);
                await ConfirmAsync(connection, transaction, id, cancellationToken);
                await sessions.EndAllAsync(connection, transaction, id, except: null, cancellationToken);
                await audit.WriteAsync(connection, transaction, SecurityEvent.PasswordReset, id, client, cancellationToken);
                await guard.ForgetAsync(connection, transaction, id, owner.Email, cancellationToken);
                return true;
            },
            cancellationToken);

    private static SecurityEvent Requested(MailTokenPurpose purpose) => purpose == MailTokenPurpose.ConfirmEmail
        ? SecurityEvent.EmailConfirmationRequested
        : SecurityEvent.PasswordResetRequested;

    private static Task ConfirmAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE accounts SET email_confirmed_at = COALESCE(email_confirmed_at, UTC_TIMESTAMP(6)) WHERE id = @Id";
        var key = new { Id = accountId.ToByteArray(bigEndian: true) };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }
}
