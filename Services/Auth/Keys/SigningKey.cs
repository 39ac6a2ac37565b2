using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Keys;

/// <summary>A P-256 key pair, parsed once: signing and verifying find their prepared providers by this very object.</summary>
/// <param name="Kid">The thumbprint of RFC 7638: two keys never share one.</param>
/// <param name="SignsFrom">It signs from here on, until a later key does.</param>
internal sealed record SigningKey(string Kid, DateTimeOffset SignsFrom, ECDsaSecurityKey Pair)
{
    public static SigningKey New(DateTimeOffset signsFrom) => From(ECDsa.Create(ECCurve.NamedCurves.nistP256), signsFrom);

    /// <param name="pkcs8">The private key, in PKCS #8.</param>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static SigningKey Parse(ReadOnlySpan<byte> pkcs8, DateTimeOffset signsFrom)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(pkcs8, out _);
        return From(pair, signsFrom);
    }

    private static SigningKey From(ECDsa pair, DateTimeOffset signsFrom)
    {
        var key = new ECDsaSecurityKey(pair);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKey(key.KeyId, signsFrom, key);
    }
}
