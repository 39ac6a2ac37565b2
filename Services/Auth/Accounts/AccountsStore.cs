#pragma warning disable IDE0060, CA1822
using Dapper;
using MySqlConnector;

namespace Auth.Accounts;

/// <summary>The table <c>accounts</c>. Each method is one command on one pooled connection.</summary>
internal sealed class AccountsStore(MySqlDataSource database)
{
    /// <summary>False if the e-mail address is taken; the unique index decides, so races have one winner.</summary>
    public async Task<bool> TryAddAsync(Account account, string passwordHash, CancellationToken cancellationToken)
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

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql, row, cancellationToken: cancellationToken));
            return true;
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return false;
        }
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT email, created_at AS CreatedAt FROM accounts WHERE id = @Id";
        var key = new { Id = id.ToByteArray(bigEndian: true) };

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Sql, key, cancellationToken: cancellationToken));
        return row is null
            ? null
            : new Account(id, row.Email, new DateTimeOffset(DateTime.SpecifyKind(row.CreatedAt, DateTimeKind.Utc)));
    }

    public Task<SignInAccount?> FindForSignInAsync(string email, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public static Task ReplaceHashAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid id, string passwordHash, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private sealed record Row(string Email, DateTime CreatedAt);
}
