using Deploy.Secrets;
using NSec.Cryptography;

namespace Deploy.Recipes.WireGuard;

/// <summary>Keys of tunnels: Curve25519, in Base64 as WireGuard writes them.</summary>
internal static class WireGuardKey
{
    private static readonly KeyAgreementAlgorithm Curve = KeyAgreementAlgorithm.X25519;

    public static Secret Generate()
    {
        using var key = Key.Create(Curve, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        return new Secret(Convert.ToBase64String(key.Export(KeyBlobFormat.RawPrivateKey)));
    }

    public static bool IsKey(Secret key) => Convert.TryFromBase64String(key.Reveal(), new byte[48], out var length) && length == Curve.PrivateKeySize;

    /// <exception cref="FormatException">It is no key.</exception>
    public static string PublicOf(Secret key)
    {
        using var whole = Key.Import(Curve, Convert.FromBase64String(key.Reveal()), KeyBlobFormat.RawPrivateKey);
        return Convert.ToBase64String(whole.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }
}
