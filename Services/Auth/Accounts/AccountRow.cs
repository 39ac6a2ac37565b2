using System.Text.Json;

namespace Auth.Accounts;

/// <summary>An account as Dapper reads it.</summary>
internal sealed class AccountRow
{
    /// <summary>What to select <c>FROM accounts a</c>.</summary>
    public const string Columns = """
        a.id, a.email, a.email_confirmed_at AS EmailConfirmedAt, a.created_at AS CreatedAt,
          (SELECT JSON_ARRAYAGG(r.role) FROM account_roles r WHERE r.account_id = a.id) AS Roles
        """;

    public byte[] Id { get; init; } = [];

    public string Email { get; init; } = string.Empty;

    public DateTime? EmailConfirmedAt { get; init; }

    public DateTime CreatedAt { get; init; }

    public string? Roles { get; init; }

    /// <summary>Only where it was selected, beside the columns above.</summary>
    public string PasswordHash { get; init; } = string.Empty;

    public Account ToAccount() => new(
        new Guid(Id, bigEndian: true), Email, EmailConfirmedAt is not null, ToRoles(Roles), new DateTimeOffset(CreatedAt, TimeSpan.Zero));

    /// <param name="json">An array; null if there are none.</param>
    public static string[] ToRoles(string? json) => json is null ? [] : JsonSerializer.Deserialize<string[]>(json)!;
}
