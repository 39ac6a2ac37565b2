using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Tests.Users;

/// <summary>A token in parts, to be made in every way that Auth would not make one.</summary>
internal sealed class Jwt(string kid)
{
    public const string Issuer = "https://example.org/auth";

    public Dictionary<string, object?> Header { get; } = new() { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = kid };

    public Dictionary<string, object?> Claims { get; } = new()
    {
        ["iss"] = Issuer,
        ["aud"] = "api",
        ["sub"] = Guid.NewGuid().ToString(),
        ["sid"] = Guid.NewGuid().ToString(),
        ["roles"] = new[] { "admin" },
        ["iat"] = InSeconds(0),
        ["nbf"] = InSeconds(0),
        ["exp"] = InSeconds(600),
    };

    /// <summary>A moment from now, as tokens write it.</summary>
    public static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    public string Sign(ECDsa key) => Seal(text => key.SignData(text, HashAlgorithmName.SHA256));

    public string Sign(byte[] sharedSecret) => Seal(text => HMACSHA256.HashData(sharedSecret, text));

    public string Unsigned() => Seal(_ => []);

    private string Seal(Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(Header)}.{Encode(Claims)}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(Dictionary<string, object?> part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));
}
