using System.Net;
using System.Security.Cryptography;
using System.Text;
using Application.Tests.Running;
using Aspire.Hosting;

namespace Application.Tests.SignIn;

/// <summary>Under which ids Auth counts failed sign-ins, as somebody gets them who has the secret.</summary>
internal sealed class SecretIds(byte[] key)
{
    private const byte PairScope = 1;
    private const byte AccountScope = 3;

    public static async Task<SecretIds> ReadAsync(DistributedApplication application)
    {
        var secret = Encoding.UTF8.GetBytes(await application.ParameterAsync("auth-signing-secret"));
        return new(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, salt: null, "Auth sign-in counters, HMAC-SHA-256, 1"u8.ToArray()));
    }

    /// <summary>Of an account from one IPv4 address.</summary>
    public byte[] Pair(string email, IPAddress client) => Id(PairScope, client.GetAddressBytes(), email);

    public byte[] Account(string email) => Id(AccountScope, [], email);

    private byte[] Id(byte scope, byte[] network, string email) =>
        HMACSHA256.HashData(key, (byte[])[scope, (byte)network.Length, .. network, .. Encoding.UTF8.GetBytes(email)]);
}
