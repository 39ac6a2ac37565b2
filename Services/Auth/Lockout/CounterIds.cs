using System.Net;
using System.Security.Cryptography;
using System.Text;
using Auth.Keys;
using Microsoft.Extensions.Options;

namespace Auth.Lockout;

/// <summary>
/// Under which ids failures are counted: HMAC-SHA-256 of what they are about, with a key from
/// <see cref="SigningKeysOptions.Secret"/>. Without it nobody can find out from the table which address was tried from
/// where by trying all of them. Another secret only makes the counters start anew.
/// </summary>
internal sealed class CounterIds(IOptions<SigningKeysOptions> secret)
{
    // What the derived key is for: the same secret used elsewhere gives another.
    private static readonly byte[] Purpose = "Auth sign-in counters, HMAC-SHA-256, 1"u8.ToArray();

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Value.Secret), outputLength: 32, salt: null, info: Purpose);

    /// <summary>Of an account, registered or not, from one network.</summary>
    public byte[] Pair(string email, IPAddress? client) => Id(Scope.Pair, email, ClientNetwork.Of(client));

    public byte[] Network(IPAddress? client) => Id(Scope.Network, string.Empty, ClientNetwork.Of(client));

    public byte[] Account(string email) => Id(Scope.Account, email, []);

    private byte[] Id(Scope scope, string email, byte[] network)
    {
        // With the length of what may vary, no two inputs are the same bytes.
        byte[] about = [(byte)scope, (byte)network.Length, .. network, .. Encoding.UTF8.GetBytes(email)];
        return HMACSHA256.HashData(_key, about);
    }
}
