using System.Security.Cryptography;
using System.Text;
using Application.Tests.Running;
using Aspire.Hosting;

namespace Application.Tests.SignIn;

/// <summary>The key that Auth signs with, as somebody gets it who has the secret and the database.</summary>
internal static class IssuingKey
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static async Task<ECDsa> ReadAsync(DistributedApplication application)
    {
        var secret = Encoding.UTF8.GetBytes(await application.ParameterAsync("auth-signing-secret"));
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, salt: null, "Auth signing keys, AES-256-GCM, 1"u8.ToArray());

        await using var database = await AuthDatabase.OpenAsync(application);
        var row = await database.RowAsync(
            "SELECT kid, private_key FROM signing_keys WHERE signs_from <= UTC_TIMESTAMP(6) ORDER BY signs_from DESC LIMIT 1");
        var (kid, box) = ((string)row[0], (byte[])row[1]);

        using var aes = new AesGcm(key, TagBytes);
        var pkcs8 = new byte[box.Length - NonceBytes - TagBytes];
        aes.Decrypt(
            box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, pkcs8.Length), box.AsSpan(^TagBytes..), pkcs8, Encoding.ASCII.GetBytes(kid));
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(pkcs8, out _);
        return pair;
    }
}
