using System.Data;
using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Auth.Lockout;
using Auth.Sessions;
using Dapper;
using MySqlConnector;

namespace Auth.Confirmations;

/// <summary>What mail tokens are asked for and do, each in one transaction.</summary>
internal sealed class MailTokenActions(
    MySqlDataSource database, MailTokensStore tokens, SessionsStore sessions, SignInGuard guard, AuditLog audit)
{
    /// <param name="email">In its normal form; it may be nobody's.</param>
    public async Task RequestAsync(MailTokenPurpose purpose, string email, IPAddress? client, CancellationToken cancellationToken)
    {
        var told = purpose == MailTokenPurpose.ConfirmEmail
            ? SecurityEvent.EmailConfirmationRequested
            : SecurityEvent.PasswordResetRequested;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var accountId = await tokens.MakeAsync(connection, transaction, purpose, email, cancellationToken);
        await audit.WriteAsync(connection, transaction, told, accountId, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>False if the token is not good.</summary>
    public async Task<bool> TryConfirmEmailAsync(MailToken token, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var owner = await MailTokensStore.UseAsync(connection, transaction, MailTokenPurpose.ConfirmEmail, token, cancellationToken);
        if (owner is null)
        {
            return false;
        }

        await ConfirmAsync(connection, transaction, owner.AccountId, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.EmailConfirmed, owner.AccountId, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Sets the password, signs out everywhere, and lets the owner sign in at once, whatever was tried before. The mailbox
    /// is confirmed along with it. False, and nothing done, if the token is not good.
    /// </summary>
    public async Task<bool> TryResetPasswordAsync(
        MailToken token, string passwordHash, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var owner = await MailTokensStore.UseAsync(connection, transaction, MailTokenPurpose.ResetPassword, token, cancellationToken);
        if (owner is null)
        {
            return false;
        }

        await AccountsStore.ReplaceHashAsync(connection, transaction, owner.AccountId, passwordHash, cancellationToken);
        await ConfirmAsync(connection, transaction, owner.AccountId, cancellationToken);
        await sessions.EndAllAsync(connection, transaction, owner.AccountId, except: null, cancellationToken);
        await guard.ForgetAsync(connection, transaction, owner.Email, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.PasswordReset, owner.AccountId, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Task ConfirmAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE accounts SET email_confirmed_at = COALESCE(email_confirmed_at, UTC_TIMESTAMP(6)) WHERE id = @Id";
        var key = new { Id = accountId.ToByteArray(bigEndian: true) };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }
}
