using Deploy.Secrets;

namespace Deploy.Recipes.WireGuard;

/// <summary>Keys of tunnels: Curve25519, in Base64 as WireGuard writes them.</summary>
internal static class WireGuardKey
{
    public static Secret Generate() => throw new NotSupportedException();

    public static string PublicOf(Secret key) => throw new NotSupportedException(key.ToString());
}
