using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Auth.Keys;

/// <summary>
/// Private keys as they lie in the database: AES-256-GCM under a key that HKDF (RFC 5869) derives from
/// <see cref="SigningKeysOptions.Secret"/>, bound to their key id, so that one cannot be put in the place of another.
/// For one caller at a time.
/// </summary>
internal sealed class KeyEncryption : IDisposable
{
    // What the derived key is for: the same secret used elsewhere gives another.
    private static readonly byte[] Purpose = "Auth signing keys, AES-256-GCM, 1"u8.ToArray();

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly AesGcm _aes;

    public KeyEncryption(IOptions<SigningKeysOptions> options)
    {
        var secret = Encoding.UTF8.GetBytes(options.Value.Secret);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, outputLength: 32, salt: null, info: Purpose);
        _aes = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Gives nonce, ciphertext and tag in one.</summary>
    public byte[] Seal(SigningKey key)
    {
        var plain = key.Pair.ECDsa.ExportPkcs8PrivateKey();
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(^TagBytes..), Encoding.ASCII.GetBytes(key.Kid));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="CryptographicException">Sealed under another secret or key id, or damaged.</exception>
    public SigningKey Open(string kid, DateTimeOffset signsFrom, byte[] box)
    {
        if (box.Length <= NonceBytes + TagBytes)
        {
            throw new CryptographicException("The encrypted key is cut off.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        var sealedKey = box.AsSpan(NonceBytes, plain.Length);
        _aes.Decrypt(box.AsSpan(0, NonceBytes), sealedKey, box.AsSpan(^TagBytes..), plain, Encoding.ASCII.GetBytes(kid));
        try
        {
            return SigningKey.Parse(plain, signsFrom);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => _aes.Dispose();
}
