using System.Text.Json.Serialization;
using Auth.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Users;

namespace Auth.Tokens;

/// <summary>What others need to check our tokens: the metadata, which never changes, and the keys, which do.</summary>
internal sealed class IssuerMetadata(KeyRing ring, IOptions<TokensOptions> options)
{
    private KeySet? _keys;

    public PublishedDocument Metadata { get; } = new(new Discovery(options.Value.Issuer!.OriginalString));

    /// <summary>Written once for each change of the keys.</summary>
    public PublishedDocument Keys
    {
        get
        {
            var (published, current) = (ring.Published, Volatile.Read(ref _keys));
            if (!ReferenceEquals(current?.Of, published))
            {
                current = new KeySet(published, new PublishedDocument(new { keys = published.Select(PublicKey.Of) }));
                Volatile.Write(ref _keys, current);
            }

            return current!.Document;
        }
    }

    private sealed record KeySet(IReadOnlyList<SigningKey> Of, PublishedDocument Document);

    /// <summary>
    /// OpenID Connect Discovery 1.0, as far as it is true here: there is no authorization endpoint, so the only response
    /// type is the one that asks for nothing.
    /// </summary>
    private sealed record Discovery([property: JsonPropertyName("issuer")] string Issuer)
    {
        [JsonPropertyName("jwks_uri")]
        public string JwksUri => $"{Issuer}/.well-known/jwks.json";

        [JsonPropertyName("response_types_supported")]
        public string[] ResponseTypes => ["none"];

        [JsonPropertyName("subject_types_supported")]
        public string[] SubjectTypes => ["public"];

        [JsonPropertyName("id_token_signing_alg_values_supported")]
        public string[] SigningAlgorithms => [SecurityAlgorithms.EcdsaSha256];

        [JsonPropertyName("claims_supported")]
        public string[] Claims =>
            ["iss", "aud", "iat", "nbf", "exp", "jti", UserClaims.AccountIdClaim, UserClaims.SessionIdClaim, UserClaims.RolesClaim];
    }
}
