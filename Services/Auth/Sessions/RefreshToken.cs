using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Sessions;

/// <summary>
/// 256 random bits that stand for a session, once. The database knows no more than their hash; they need no salt, for
/// nobody can try them all.
/// </summary>
internal sealed class RefreshToken(string text)
{
    private const int Bytes = 32;

    /// <summary>What the client holds: base64url, 43 characters.</summary>
    public string Text { get; } = text;

    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static RefreshToken New() => new(Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(Bytes)));

    public override string ToString() => "***";
}
