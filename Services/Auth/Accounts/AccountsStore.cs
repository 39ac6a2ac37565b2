using System.Net;
using Auth.Audit;
using Auth.Events;
using Dapper;
using MySqlConnector;
using ServiceDefaults.Messaging.Outbox;

namespace Auth.Accounts;

/// <summary>What a sign-in needs to know of an account.</summary>
internal sealed record SignInAccount(Guid Id, string PasswordHash)
{
    public override string ToString() => "***";
}

/// <summary>An account in the hands of the person who is signed in to it.</summary>
internal sealed record Owner(Account Account, string PasswordHash)
{
    public override string ToString() => "***";
}

/// <summary>The table <c>accounts</c>.</summary>
internal sealed class AccountsStore(MySqlDataSource database, AuditLog audit, EventOutbox outbox)
{
    private const string Alive = """
        FROM accounts a JOIN sessions s ON s.account_id = a.id
        WHERE a.id = @Id AND s.id = @SessionId AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6)
        """;

    /// <summary>False if the e-mail address is taken; the unique index decides, so races have one winner.</summary>
    /// <param name="language">In which the new user is written to.</param>
    public async Task<bool> TryAddAsync(
        Account account, string passwordHash, string? language, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await TryAddAsync(connection, transaction, account, passwordHash, cancellationToken))
        {
            return false;
        }

        await audit.WriteAsync(connection, transaction, SecurityEvent.Registered, account.Id, client, cancellationToken);
        await outbox.PublishAsync(
            transaction,
            new UserRegistered(account.Id, account.Email, language),
            subject: account.Id.ToString(),
            cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>As above, as part of something larger. After false the transaction is good for nothing but its end.</summary>
    public static async Task<bool> TryAddAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Account account,
        string passwordHash,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO accounts (id, email, password_hash, created_at)
            VALUES (@Id, @Email, @PasswordHash, @CreatedAt)
            """;
        var row = new
        {
            Id = account.Id.ToByteArray(bigEndian: true),
            account.Email,
            PasswordHash = passwordHash,
            CreatedAt = account.CreatedAt.UtcDateTime,
        };
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
            return true;
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return false;
        }
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {AccountRow.Columns} FROM accounts a WHERE a.id = @Id";
        return (await FindAsync(Sql, new { Id = id.ToByteArray(bigEndian: true) }, cancellationToken))?.ToAccount();
    }

    /// <param name="email">In its normal form.</param>
    public static async Task<SignInAccount?> FindForSignInAsync(
        MySqlConnection connection, string email, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT id, password_hash AS PasswordHash FROM accounts WHERE email = @Email";
        return await FindAsync(connection, Sql, new { Email = email }, cancellationToken) is { } row
            ? new SignInAccount(new Guid(row.Id, bigEndian: true), row.PasswordHash)
            : null;
    }

    /// <summary>Null unless account and session are alive: an access token outlives both by some minutes.</summary>
    public async Task<Account?> FindOwnAsync(Guid id, Guid sessionId, CancellationToken cancellationToken) =>
        (await FindAsync($"SELECT {AccountRow.Columns} {Alive}", Key(id, sessionId), cancellationToken))?.ToAccount();

    /// <summary>The same, with what the password is checked against.</summary>
    public async Task<Owner?> FindOwnerAsync(Guid id, Guid sessionId, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {AccountRow.Columns}, a.password_hash AS PasswordHash {Alive}";
        return await FindAsync(Sql, Key(id, sessionId), cancellationToken) is { } row
            ? new Owner(row.ToAccount(), row.PasswordHash)
            : null;
    }

    public static Task ReplaceHashAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid id, string passwordHash, CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE accounts SET password_hash = @PasswordHash WHERE id = @Id";
        var row = new { Id = id.ToByteArray(bigEndian: true), PasswordHash = passwordHash };
        return connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>False if the hash is no longer the one that was checked: of two changes at once, the second one is refused.</summary>
    public static async Task<bool> TryReplaceHashAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid id,
        string checkedHash,
        string passwordHash,
        CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE accounts SET password_hash = @PasswordHash WHERE id = @Id AND password_hash = @Checked";
        var row = new { Id = id.ToByteArray(bigEndian: true), PasswordHash = passwordHash, Checked = checkedHash };
        return await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Deletes the account with all that refers to it. False if the hash is no longer the one that was checked.</summary>
    public static async Task<bool> TryDeleteAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid id, string checkedHash, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM accounts WHERE id = @Id AND password_hash = @Checked";
        var key = new { Id = id.ToByteArray(bigEndian: true), Checked = checkedHash };
        return await connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken)) == 1;
    }

    private static object Key(Guid id, Guid sessionId) =>
        new { Id = id.ToByteArray(bigEndian: true), SessionId = sessionId.ToByteArray(bigEndian: true) };

    private async Task<AccountRow?> FindAsync(string sql, object key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, sql, key, cancellationToken);
    }

    private static Task<AccountRow?> FindAsync(
        MySqlConnection connection, string sql, object key, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<AccountRow>(new CommandDefinition(sql, key, cancellationToken: cancellationToken));
}
