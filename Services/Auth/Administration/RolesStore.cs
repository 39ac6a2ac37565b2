using System.Data;
using System.Net;
using System.Text.Json;
using Auth.Accounts;
using Auth.Audit;
using Auth.Sessions;
using Dapper;
using MySqlConnector;

namespace Auth.Administration;

/// <summary>The table <c>account_roles</c>.</summary>
internal sealed class RolesStore(MySqlDataSource database, SessionsStore sessions, AuditLog audit)
{
    /// <summary>
    /// Sets the roles. New ones take effect when the account's access token is refreshed; with a role that is taken away its
    /// sessions end, so that nothing but an access token of some minutes still bears it.
    /// </summary>
    public async Task<RolesChange> ReplaceAsync(
        Guid accountId, IReadOnlySet<string> roles, Guid by, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var admins = await LockAdminsAsync(connection, transaction, cancellationToken);
        var present = await LockAsync(connection, transaction, accountId, cancellationToken);
        if (Refuse(accountId, present, roles, by, admins) is { } refusal)
        {
            return refusal;
        }

        var (added, removed) = (roles.Except(present!).ToList(), present!.Except(roles).ToList());
        if (added.Count == 0 && removed.Count == 0)
        {
            return RolesChange.Done;
        }

        await WriteAsync(connection, transaction, accountId, added, removed, cancellationToken);
        if (removed.Count > 0)
        {
            await sessions.EndAllAsync(connection, transaction, accountId, except: null, cancellationToken);
        }

        var details = $"roles: {(roles.Count == 0 ? "none" : string.Join(' ', roles))}; by: {by}";
        await audit.WriteAsync(connection, transaction, SecurityEvent.RolesChanged, accountId, client, details, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RolesChange.Done;
    }

    /// <summary>All administrators. Nobody else becomes one, or ceases to be one, until the transaction ends.</summary>
    public static async Task<IReadOnlyList<Guid>> LockAdminsAsync(
        MySqlConnection connection, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT account_id FROM account_roles WHERE role = @Role ORDER BY account_id FOR UPDATE";
        var ids = await connection.QueryAsync<byte[]>(new CommandDefinition(
            Sql, new { Role = Roles.Admin }, transaction, cancellationToken: cancellationToken));
        return [.. ids.Select(id => new Guid(id, bigEndian: true))];
    }

    public static Task AddAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, string role, CancellationToken cancellationToken) =>
        WriteAsync(connection, transaction, accountId, [role], [], cancellationToken);

    private static RolesChange? Refuse(
        Guid accountId, IReadOnlyCollection<string>? present, IReadOnlySet<string> roles, Guid by, IReadOnlyList<Guid> admins) =>
        !admins.Contains(by) ? RolesChange.NotAdmin
        : present is null ? RolesChange.NoSuchAccount
        : admins is [var last] && last == accountId && !roles.Contains(Roles.Admin) ? RolesChange.LastAdmin
        : null;

    /// <summary>The roles of the account; null if there is none.</summary>
    private static async Task<IReadOnlyCollection<string>?> LockAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {AccountRow.Columns} FROM accounts a WHERE a.id = @Id FOR UPDATE";
        var row = await connection.QuerySingleOrDefaultAsync<AccountRow>(new CommandDefinition(
            Sql, new { Id = accountId.ToByteArray(bigEndian: true) }, transaction, cancellationToken: cancellationToken));
        return row?.ToAccount().Roles;
    }

    private static Task WriteAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Guid accountId,
        IReadOnlyCollection<string> added,
        IReadOnlyCollection<string> removed,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM account_roles WHERE account_id = @AccountId AND role IN @Removed;
            INSERT INTO account_roles (account_id, role)
            SELECT @AccountId, role FROM JSON_TABLE(@Added, '$[*]' COLUMNS (role VARCHAR(30) PATH '$')) AS added
            """;
        var values = new
        {
            AccountId = accountId.ToByteArray(bigEndian: true),
            Added = JsonSerializer.Serialize(added),
            Removed = removed,
        };
        return connection.ExecuteAsync(new CommandDefinition(Sql, values, transaction, cancellationToken: cancellationToken));
    }
}
