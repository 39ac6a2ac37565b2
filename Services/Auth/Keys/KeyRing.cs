using System.Security.Cryptography;

namespace Auth.Keys;

/// <summary>The signing keys in memory, each parsed once. <see cref="KeyRotation"/> keeps them as the database has them.</summary>
internal sealed class KeyRing(KeyEncryption encryption, TimeProvider clock)
{
    private IReadOnlyList<SigningKey> _keys = [];

    /// <summary>Those under which a valid token may exist, now or soon. The same list until it changes.</summary>
    public IReadOnlyList<SigningKey> Published => Volatile.Read(ref _keys);

    /// <summary>The one that signs now.</summary>
    public SigningKey Signing => KeySchedule.Signing(Published, clock.GetUtcNow());

    /// <exception cref="InvalidOperationException">One cannot be decrypted; then all stay as they were.</exception>
    public void Load(IEnumerable<SealedKey> stored)
    {
        var keys = stored.Select(key => Known(key) ?? Open(key)).ToList();
        if (!keys.SequenceEqual(Published))
        {
            Volatile.Write(ref _keys, keys);
        }
    }

    private SigningKey? Known(SealedKey stored) =>
        Published.FirstOrDefault(key => key.Kid == stored.Kid) is { } known ? known with { SignsFrom = stored.SignsFrom } : null;

    private SigningKey Open(SealedKey stored)
    {
        try
        {
            return encryption.Open(stored.Kid, stored.SignsFrom, stored.Box);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"SigningKeys:Secret does not decrypt the signing key {stored.Kid} in the database: another secret encrypted it. " +
                "Set that one again. If it is lost, stop all replicas and delete the rows of signing_keys: new keys are made at " +
                "the next start. Access tokens in use are refused from then on; sessions and passwords are kept.",
                exception);
        }
    }
}
