using System.Net;
using Auth.Administration;
using Auth.Audit;
using Auth.Confirmations;
using Auth.Database;
using Auth.Lockout;
using Auth.Sessions;
using MySqlConnector;

namespace Auth.Accounts;

/// <summary>What became of a change. If it was not done, nothing was.</summary>
internal enum AccountChange
{
    Done,

    /// <summary>The password that was checked is no longer the current one: another change was faster.</summary>
    PasswordHasChanged,

    /// <summary>It would leave no administrator.</summary>
    LastAdmin,
}

/// <summary>What an owner does to the account after giving the password again, each in one transaction.</summary>
internal sealed class AccountChanges(MySqlDataSource database, SignInGuard guard, SessionsStore sessions, AuditLog audit)
{
    /// <summary>
    /// Signs out everywhere but here, forgets all other networks that were known, and makes a reset link that is on its way
    /// worthless.
    /// </summary>
    public Task<AccountChange> ChangePasswordAsync(
        Owner owner, Guid sessionId, string passwordHash, Attempt attempt, IPAddress? client, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async (connection, transaction) =>
            {
                var id = owner.Account.Id;
                if (!await AccountsStore.TryReplaceHashAsync(
                    connection, transaction, id, owner.PasswordHash, passwordHash, cancellationToken))
                {
                    return AccountChange.PasswordHasChanged;
                }

                await sessions.EndAllAsync(connection, transaction, id, except: sessionId, cancellationToken);
                await MailTokensStore.DeleteAsync(connection, transaction, id, MailTokenPurpose.ResetPassword, cancellationToken);
                await audit.WriteAsync(connection, transaction, SecurityEvent.PasswordChanged, id, client, cancellationToken);
                await SignInGuard.ForgetOtherClientsAsync(connection, transaction, attempt, id, cancellationToken);
                await guard.SucceededAsync(connection, transaction, attempt, id, cancellationToken);
                return AccountChange.Done;
            },
            cancellationToken);

    /// <summary>
    /// Erases the account with all that refers to it: sessions, roles, tokens and known clients by foreign keys, the
    /// counters of failed sign-ins, the addresses it came from.
    /// </summary>
    public Task<AccountChange> DeleteAsync(Owner owner, Attempt attempt, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async (connection, transaction) =>
            {
                var id = owner.Account.Id;
                if (await RolesStore.LockAdminsAsync(connection, transaction, cancellationToken) is [var last] && last == id)
                {
                    return AccountChange.LastAdmin;
                }

                if (!await AccountsStore.TryDeleteAsync(connection, transaction, id, owner.PasswordHash, cancellationToken))
                {
                    return AccountChange.PasswordHasChanged;
                }

                await AuditLog.ForgetClientsAsync(connection, transaction, id, cancellationToken);
                await audit.WriteAsync(connection, transaction, SecurityEvent.AccountDeleted, id, client: null, cancellationToken);
                await guard.ForgetAsync(connection, transaction, attempt, cancellationToken);
                return AccountChange.Done;
            },
            cancellationToken);
}
