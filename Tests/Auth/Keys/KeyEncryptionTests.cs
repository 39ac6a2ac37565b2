using System.Security.Cryptography;
using Auth.Keys;
using Microsoft.Extensions.Options;

namespace Auth.Tests.Keys;

public sealed class KeyEncryptionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly KeyEncryption _encryption = With("a secret that no test guesses");
    private readonly SigningKey _key = SigningKey.New(Start);

    [Fact]
    public void A_key_comes_back_as_it_was()
    {
        var opened = _encryption.Open(_key.Kid, Start, _encryption.Seal(_key));
        Assert.Equal(_key.Kid, opened.Kid);
        AssertPair(opened, _key);
        AssertPair(_key, opened);
    }

    [Fact]
    public void The_same_key_is_never_encrypted_to_the_same_bytes() =>
        Assert.NotEqual(_encryption.Seal(_key), _encryption.Seal(_key));

    [Fact]
    public void Every_bit_and_byte_of_it_counts()
    {
        var box = _encryption.Seal(_key);
        for (var index = 0; index < box.Length; index++)
        {
            var changed = (byte[])box.Clone();
            changed[index] ^= 1;
            Refused(new SealedKey(_key.Kid, Start, changed), _encryption);
            Refused(new SealedKey(_key.Kid, Start, box[..index]), _encryption);
        }
    }

    [Fact]
    public void One_key_cannot_be_put_in_the_place_of_another() =>
        Refused(new SealedKey(SigningKey.New(Start).Kid, Start, _encryption.Seal(_key)), _encryption);

    [Fact]
    public void Another_secret_is_told_with_what_to_do()
    {
        using var other = With("a secret that another test uses");
        var message = Refused(new SealedKey(_key.Kid, Start, _encryption.Seal(_key)), other);
        Assert.Contains("SigningKeys:Secret", message, StringComparison.Ordinal);
        Assert.Contains(_key.Kid, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_read_leaves_the_others_in_use()
    {
        var ring = new KeyRing(_encryption, TimeProvider.System);
        var good = new SealedKey(_key.Kid, Start, _encryption.Seal(_key));
        ring.Load([good]);
        var before = ring.Published;

        Assert.Throws<InvalidOperationException>(() => ring.Load([good, new SealedKey("other", Start, good.Box)]));
        Assert.Same(before, ring.Published);

        ring.Load([good]);
        Assert.Same(before, ring.Published);
    }

    public void Dispose() => _encryption.Dispose();

    /// <summary>The second verifies what the first signed.</summary>
    private static void AssertPair(SigningKey signer, SigningKey verifier)
    {
        byte[] text = [1, 2, 3];
        var signature = signer.Pair.ECDsa.SignData(text, HashAlgorithmName.SHA256);
        Assert.True(verifier.Pair.ECDsa.VerifyData(text, signature, HashAlgorithmName.SHA256));
    }

    private static string Refused(SealedKey key, KeyEncryption encryption) =>
        Assert.Throws<InvalidOperationException>(() => new KeyRing(encryption, TimeProvider.System).Load([key])).Message;

    private static KeyEncryption With(string secret) => new(Options.Create(new SigningKeysOptions { Secret = secret }));
}
