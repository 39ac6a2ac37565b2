using System.Buffers.Text;
using System.Text;
using Auth.Accounts;
using Dapper;
using MySqlConnector;

namespace Auth.Administration;

/// <summary>Reads the table <c>accounts</c> for lists, from replicas where there are some: what is new may come a little late.</summary>
internal sealed class AccountsReader([FromKeyedServices("auth-reads")] MySqlDataSource database)
{
    /// <param name="prefix">How the address starts, in its normal form; empty for all.</param>
    /// <param name="after">The address above which accounts are given; empty from the start.</param>
    public async Task<AccountPage> ReadAsync(string prefix, string after, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {AccountRow.Columns}
            FROM accounts a
            WHERE a.email > @After AND a.email LIKE @Pattern ESCAPE '!'
            ORDER BY a.email
            LIMIT @Rows
            """;

        // One row more than asked for tells whether there is a next page.
        var range = new { After = after, Pattern = Escape(prefix) + "%", Rows = limit + 1 };

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AccountRow>(new CommandDefinition(Sql, range, cancellationToken: cancellationToken));
        var accounts = rows.Select(row => row.ToAccount()).ToList();
        return accounts.Count > limit
            ? new AccountPage(accounts[..limit], Cursor(accounts[limit - 1].Email))
            : new AccountPage(accounts, Next: null);
    }

    /// <summary>Null if the text is no cursor that a page gave.</summary>
    public static string? After(string? cursor)
    {
        try
        {
            return cursor is null ? string.Empty : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Cursor(string email) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(email));

    private static string Escape(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal)
        .Replace("%", "!%", StringComparison.Ordinal)
        .Replace("_", "!_", StringComparison.Ordinal);
}
