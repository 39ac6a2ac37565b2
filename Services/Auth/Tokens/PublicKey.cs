using System.Text.Json.Serialization;
using Auth.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Tokens;

/// <summary>A key as the key set (RFC 7517) lists it. There is no member that a private part could get into.</summary>
internal sealed record PublicKey(
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y)
{
    [JsonPropertyName("kty")]
    public string Type => JsonWebAlgorithmsKeyTypes.EllipticCurve;

    [JsonPropertyName("crv")]
    public string Curve => JsonWebKeyECTypes.P256;

    [JsonPropertyName("use")]
    public string Use => JsonWebKeyUseNames.Sig;

    [JsonPropertyName("alg")]
    public string Algorithm => SecurityAlgorithms.EcdsaSha256;

    public static PublicKey Of(SigningKey key)
    {
        var point = key.Pair.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(key.Kid, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    }
}
