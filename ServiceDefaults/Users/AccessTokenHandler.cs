using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Users;

/// <summary>
/// Validates access tokens, and remembers for a minute which were valid: a client sends the same one with each of its
/// requests, and to verify an ES256 signature takes longer than to answer many of them.
/// </summary>
internal sealed class AccessTokenHandler : JsonWebTokenHandler, IDisposable
{
    /// <summary>How long a key is believed after its withdrawal was read.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    // Each with its claims is some 4 KB.
    private const int MaxRemembered = 10_000;

    private readonly TimeProvider _clock;
    private readonly MemoryCache _verified = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    public AccessTokenHandler(TimeProvider clock)
    {
        _clock = clock;
        MapInboundClaims = false;

        // Ours have some 600 bytes.
        MaximumTokenSizeInBytes = 8 * 1024;
    }

    /// <exception cref="SigningKeysUnavailableException">Nobody can say whether the token is valid.</exception>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var key = Hash(token);
        if (_verified.TryGetValue(key, out Verified? verified) && _clock.GetUtcNow() < verified!.Until)
        {
            return verified.Result;
        }

        // The base class takes a failure to get keys for having none, and the token for invalid.
        await validationParameters.ConfigurationManager.GetBaseConfigurationAsync(CancellationToken.None);
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
        {
            return result;
        }

        if (!UserClaims.AreComplete(result.ClaimsIdentity))
        {
            return new TokenValidationResult { Exception = new SecurityTokenValidationException("sub or sid is no id.") };
        }

        Remember(key, result, validationParameters.ClockSkew);
        return result;
    }

    public void Dispose() => _verified.Dispose();

    /// <summary>The claims are shared by all requests with this token, so nobody may add to them.</summary>
    private void Remember(TokenHash key, TokenValidationResult result, TimeSpan skew)
    {
        var oldest = _clock.GetUtcNow() + MaxAge;
        var expiry = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero) + skew;
        var until = oldest < expiry ? oldest : expiry;
        _verified.Set(key, new Verified(result, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = until });
    }

    private static TokenHash Hash(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TokenHash(UInt128 Upper, UInt128 Lower);

    private sealed record Verified(TokenValidationResult Result, DateTimeOffset Until);
}
