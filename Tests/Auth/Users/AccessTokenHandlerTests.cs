using System.Security.Cryptography;
using System.Text;
using Auth.Keys;
using Auth.Tokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Users;

namespace Auth.Tests.Users;

public sealed class AccessTokenHandlerTests : IDisposable
{
    private readonly SettableClock _clock = new();
    private readonly SigningKey _key = SigningKey.New(DateTimeOffset.UtcNow);
    private readonly OpenIdConnectConfiguration _issuer = new() { Issuer = Jwt.Issuer };
    private readonly AccessTokenHandler _handler;
    private readonly Jwt _token;

    public AccessTokenHandlerTests()
    {
        _handler = new AccessTokenHandler(_clock);
        _token = new Jwt(_key.Kid);
        _issuer.SigningKeys.Add(_key.Pair);
    }

    public static TheoryData<string, object?> WrongClaims => new()
    {
        { "iss", "https://example.org/other" },
        { "iss", null },
        { "aud", "other" },
        { "aud", null },
        { "exp", null },
        { "exp", Jwt.InSeconds(-35) },
        { "nbf", Jwt.InSeconds(60) },
        { "sub", "ada" },
        { "sub", null },
        { "sid", "1" },
        { "sid", null },
    };

    public static TheoryData<string, object?> WrongHeaders => new()
    {
        { "typ", "JWT" },
        { "typ", null },
        { "kid", "another" },
        { "kid", null },
    };

    [Fact]
    public async Task A_token_of_auth_is_taken_with_its_claims()
    {
        var result = await ValidateAsync(_token.Sign(_key.Pair.ECDsa));
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(_token.Claims["sub"], result.ClaimsIdentity.Name);
        Assert.Contains(result.ClaimsIdentity.Claims, claim => claim is { Type: "roles", Value: "admin" });
    }

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_wrong_or_missing_claim_is_refused(string name, object? value)
    {
        Set(_token.Claims, name, value);
        await RefusedAsync(_token.Sign(_key.Pair.ECDsa));
    }

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task A_wrong_or_missing_header_is_refused(string name, object? value)
    {
        Set(_token.Header, name, value);
        await RefusedAsync(_token.Sign(_key.Pair.ECDsa));
    }

    [Theory]
    [InlineData("exp", -20)]
    [InlineData("nbf", 20)]
    public async Task Clocks_may_differ_by_less_than_half_a_minute(string claim, int seconds)
    {
        _token.Claims[claim] = Jwt.InSeconds(seconds);
        Assert.True((await ValidateAsync(_token.Sign(_key.Pair.ECDsa))).IsValid);
    }

    [Fact]
    public async Task A_strangers_key_under_our_key_id_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync(_token.Sign(stranger));
    }

    [Fact]
    public async Task A_key_that_the_token_brings_along_is_refused()
    {
        var stranger = SigningKey.New(DateTimeOffset.UtcNow);
        var jwk = PublicKey.Of(stranger);
        _token.Header["kid"] = stranger.Kid;
        _token.Header["jwk"] = new { kty = jwk.Type, crv = jwk.Curve, x = jwk.X, y = jwk.Y, kid = jwk.Kid };
        await RefusedAsync(_token.Sign(stranger.Pair.ECDsa));
    }

    /// <summary>Even under a key of the issuer: it is there for something else.</summary>
    [Fact]
    public async Task Another_algorithm_is_refused()
    {
        using var rsa = RSA.Create(2048);
        _issuer.SigningKeys.Add(new RsaSecurityKey(rsa) { KeyId = "rsa" });
        _token.Header["alg"] = "RS256";
        _token.Header["kid"] = "rsa";
        await RefusedAsync(_token.Sign(rsa));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        _token.Header["alg"] = "none";
        await RefusedAsync(_token.Unsigned());
    }

    /// <summary>Key confusion: the verifier would take our public key for a shared secret, and everybody has it.</summary>
    [Fact]
    public async Task A_token_that_was_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        _token.Header["alg"] = "HS256";
        await RefusedAsync(_token.Sign(_key.Pair.ECDsa.ExportSubjectPublicKeyInfo()));
        await RefusedAsync(_token.Sign(Encoding.UTF8.GetBytes(_key.Pair.ECDsa.ExportSubjectPublicKeyInfoPem())));
    }

    [Fact]
    public async Task What_is_cut_off_changed_or_too_long_is_refused()
    {
        var token = _token.Sign(_key.Pair.ECDsa);
        await RefusedAsync(string.Empty);
        await RefusedAsync("a.b");
        await RefusedAsync(token[..^4]);
        await RefusedAsync(token[..token.LastIndexOf('.')]);
        await RefusedAsync(token.Replace(".", ".A", StringComparison.Ordinal));

        _token.Claims["more"] = new string('a', 10_000);
        await RefusedAsync(_token.Sign(_key.Pair.ECDsa));
    }

    [Fact]
    public async Task A_verified_token_is_remembered_for_a_minute()
    {
        var token = _token.Sign(_key.Pair.ECDsa);
        var first = await ValidateAsync(token);
        _issuer.SigningKeys.Clear();

        _clock.Now += AccessTokenHandler.MaxAge - TimeSpan.FromSeconds(1);
        Assert.Same(first, await ValidateAsync(token));

        _clock.Now += TimeSpan.FromSeconds(1);
        await RefusedAsync(token);
    }

    [Fact]
    public async Task A_verified_token_is_not_remembered_beyond_its_end_and_the_skew()
    {
        _token.Claims["exp"] = Jwt.InSeconds(10);
        var token = _token.Sign(_key.Pair.ECDsa);
        var first = await ValidateAsync(token);
        _issuer.SigningKeys.Clear();

        _clock.Now += TimeSpan.FromSeconds(38);
        Assert.Same(first, await ValidateAsync(token));

        _clock.Now += TimeSpan.FromSeconds(3);
        await RefusedAsync(token);
    }

    [Fact]
    public async Task A_refused_token_is_not_remembered()
    {
        var token = _token.Sign(_key.Pair.ECDsa);
        _issuer.SigningKeys.Clear();
        await RefusedAsync(token);

        _issuer.SigningKeys.Add(_key.Pair);
        Assert.True((await ValidateAsync(token)).IsValid);
    }

    [Fact]
    public async Task Only_the_very_token_is_remembered()
    {
        var token = _token.Sign(_key.Pair.ECDsa);
        Assert.True((await ValidateAsync(token)).IsValid);
        await RefusedAsync(token + "A");
        await RefusedAsync(char.ToUpperInvariant(token[0]) + token[1..]);
    }

    public void Dispose() => _handler.Dispose();

    private static void Set(Dictionary<string, object?> part, string name, object? value)
    {
        if (value is null)
        {
            part.Remove(name);
        }
        else
        {
            part[name] = value;
        }
    }

    private async Task RefusedAsync(string token) => Assert.False((await ValidateAsync(token)).IsValid);

    private Task<TokenValidationResult> ValidateAsync(string token) => _handler.ValidateTokenAsync(
        token, UserDefaults.Rules(new StaticConfigurationManager<OpenIdConnectConfiguration>(_issuer), new UsersOptions()));
}
