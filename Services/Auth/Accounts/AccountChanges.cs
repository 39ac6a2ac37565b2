using System.Data;
using System.Net;
using Auth.Administration;
using Auth.Audit;
using Auth.Confirmations;
using Auth.Lockout;
using Auth.Sessions;
using Dapper;
using MySqlConnector;

namespace Auth.Accounts;

/// <summary>What an owner does to the account after giving the password again, each in one transaction.</summary>
internal sealed class AccountChanges(MySqlDataSource database, SignInGuard guard, SessionsStore sessions, AuditLog audit)
{
    /// <summary>
    /// Signs out everywhere but here, and makes a reset link that is on its way worthless. False, and nothing done, if the
    /// password that was checked is not the current one any more.
    /// </summary>
    public async Task<bool> TryChangePasswordAsync(
        Owner owner, Guid sessionId, string passwordHash, Attempt attempt, IPAddress? client, CancellationToken cancellationToken)
    {
        var id = owner.Account.Id;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AccountsStore.TryReplaceHashAsync(connection, transaction, owner, passwordHash, cancellationToken))
        {
            return false;
        }

        await sessions.EndAllAsync(connection, transaction, id, except: sessionId, cancellationToken);
        await MailTokensStore.DeleteAsync(connection, transaction, id, MailTokenPurpose.ResetPassword, cancellationToken);
        await guard.SucceededAsync(connection, transaction, attempt, id, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.PasswordChanged, id, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Erases the account with all that refers to it: sessions, roles, tokens and known clients by foreign keys, the
    /// counters of failed sign-ins, the addresses it came from. False, and nothing done, if it is the last administrator.
    /// </summary>
    public async Task<bool> TryDeleteAsync(Account account, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM accounts WHERE id = @Id";
        var key = new { Id = account.Id.ToByteArray(bigEndian: true) };

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (await RolesStore.LockAdminsAsync(connection, transaction, cancellationToken) is [var last] && last == account.Id)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
        await guard.ForgetAsync(connection, transaction, account.Email, cancellationToken);
        await AuditLog.ForgetClientsAsync(connection, transaction, account.Id, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.AccountDeleted, account.Id, client: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
