using System.Security.Cryptography;
using System.Text;

namespace Deploy.Secrets;

/// <summary>
/// Tells whether a secret is still the same, to somebody who may not know it. Without the key the digest tells nothing of the value,
/// not even to who can guess it; the name in it hides that two secrets are equal.
/// </summary>
internal static class SecretDigest
{
    /// <summary>In bytes.</summary>
    public const int KeyLength = 32;

    /// <returns>32 hexadecimal digits: half an HMAC-SHA256, so that no two values are taken for one by chance.</returns>
    public static string Of(ReadOnlySpan<byte> key, string name, Secret secret)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}\0{secret.Reveal()}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
