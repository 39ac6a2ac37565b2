using Auth.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Users;

namespace Auth.Tokens;

/// <summary>Issues access tokens in the format of RFC 9068, signed with ES256.</summary>
internal sealed class AccessTokens(KeyRing keys, IOptions<TokensOptions> options, TimeProvider clock)
{
    private readonly TokensOptions _options = options.Value;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TimeSpan Lifetime => _options.AccessTokenLifetime;

    public string Issue(Guid accountId, Guid sessionId, string[] roles)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = _options.Issuer!.OriginalString,
            Audience = _options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + _options.AccessTokenLifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [UserClaims.AccountIdClaim] = accountId.ToString(),
                [UserClaims.SessionIdClaim] = sessionId.ToString(),
                [UserClaims.RolesClaim] = roles,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = new SigningCredentials(keys.Signing.Pair, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
