using System.Security.Cryptography;
using System.Text;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Confirmations;

/// <summary>Tokens as the database keeps them, so that a test need not wait for the mail that brings the text of one.</summary>
internal static class MailTokens
{
    public const string Confirm = "ConfirmEmail";
    public const string Reset = "ResetPassword";

    private const string Insert = """
        REPLACE INTO mail_tokens (account_id, purpose, hash, created_at, expires_at)
        VALUES (@Id, @Purpose, @Hash, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL @Seconds SECOND)
        """;

    /// <summary>Puts one in place of the account's newest of this purpose, and gives its text.</summary>
    public static async Task<string> NewMailTokenAsync(this RunningApplication application, Person person, string purpose, int seconds = 60)
    {
        var token = Guid.NewGuid().ToString("n");
        await using var database = await AuthDatabase.OpenAsync(application.App);
        await database.ExecuteAsync(
            Insert,
            ("@Id", person.Account.Id.ToByteArray(bigEndian: true)),
            ("@Purpose", purpose),
            ("@Hash", SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            ("@Seconds", seconds));
        return token;
    }

    /// <summary>The hash of the account's newest of this purpose, in hexadecimal; null if there is none.</summary>
    public static async Task<string?> MailTokenHashAsync(this RunningApplication application, Person person, string purpose)
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var row = await database.RowAsync($"""
            SELECT MAX(HEX(t.hash)) FROM mail_tokens t JOIN accounts a ON a.id = t.account_id
            WHERE a.email = '{person.Email}' AND t.purpose = '{purpose}'
            """);
        return row[0] as string;
    }
}
