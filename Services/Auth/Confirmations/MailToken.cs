using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Confirmations;

/// <summary>What a token that comes by mail is good for. The names are stored.</summary>
internal enum MailTokenPurpose
{
    ConfirmEmail,
    ResetPassword,
}

/// <summary>
/// 256 random bits that prove that somebody reads an account's mail, once. The database knows no more than their hash;
/// they need no salt, for nobody can try them all.
/// </summary>
internal sealed class MailToken(string text)
{
    private const int Bytes = 32;

    /// <summary>What the mail holds: base64url, 43 characters.</summary>
    public string Text { get; } = text;

    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static MailToken New() => new(Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(Bytes)));

    public override string ToString() => "***";
}
