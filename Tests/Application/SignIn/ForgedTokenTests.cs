using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Microsoft.IdentityModel.Tokens;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class ForgedTokenTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    /// <summary>What Auth itself would have to have signed wrongly; so these carry a signature of its true key.</summary>
    public static TheoryData<string, string?> WrongClaims => new()
    {
        { "iss", "\"https://example.org/auth\"" },
        { "aud", "\"other\"" },
        { "exp", "1700000000" },
        { "exp", null },
        { "nbf", "4000000000" },
        { "sub", "\"ada\"" },
        { "sid", "\"' OR ''='\"" },
        { "sid", "\"00000000-0000-7000-8000-000000000000\"" },
    };

    [Fact]
    public async Task A_token_put_together_the_same_way_is_taken()
    {
        var token = await TokenAsync();
        using var key = await IssuingKey.ReadAsync(application.App);
        token.Payload["jti"] = "another";
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(token.Sign(key)).StatusAsync());
    }

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_wrong_claim_is_refused_though_the_signature_is_right(string name, string? json)
    {
        var token = await TokenAsync();
        token.Payload.Remove(name);
        if (json is not null)
        {
            token.Payload[name] = JsonNode.Parse(json);
        }

        using var key = await IssuingKey.ReadAsync(application.App);
        await RefusedAsync(token.Sign(key));
    }

    /// <summary>Clocks of hosts differ a little; gateway and service allow for half a minute.</summary>
    [Theory]
    [InlineData("exp", -20, true)]
    [InlineData("exp", -40, false)]
    [InlineData("nbf", 20, true)]
    [InlineData("nbf", 40, false)]
    public async Task A_clock_may_be_half_a_minute_wrong(string claim, int seconds, bool taken)
    {
        var token = await TokenAsync();
        token.Payload["nbf"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds();
        token.Payload[claim] = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();
        using var key = await IssuingKey.ReadAsync(application.App);
        if (taken)
        {
            Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(token.Sign(key)).StatusAsync());
        }
        else
        {
            await RefusedAsync(token.Sign(key));
        }
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt+at")]
    public async Task Another_kind_of_token_is_refused_though_the_signature_is_right(string type)
    {
        var token = await TokenAsync();
        token.Header["typ"] = type;
        using var key = await IssuingKey.ReadAsync(application.App);
        await RefusedAsync(token.Sign(key));
    }

    [Fact]
    public async Task A_role_that_was_added_is_refused()
    {
        var token = await TokenAsync();
        token.Payload["roles"] = new JsonArray("admin");
        await RefusedAsync(token.Unchecked());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    public async Task A_token_without_a_signature_is_refused(string algorithm)
    {
        var token = await TokenAsync();
        token.Header["alg"] = algorithm;
        await RefusedAsync(token.Unsigned());
    }

    [Fact]
    public async Task A_token_signed_with_a_strangers_key_under_our_key_id_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync((await TokenAsync()).Sign(stranger));
    }

    [Fact]
    public async Task A_token_that_brings_its_own_key_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = stranger.ExportParameters(includePrivateParameters: false).Q;
        var token = await TokenAsync();
        token.Header["kid"] = "mine";
        token.Header["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "mine",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
        await RefusedAsync(token.Sign(stranger));
    }

    /// <summary>
    /// Key confusion: everybody has the public key, in any of these forms, and a careless verifier takes it for a shared secret.
    /// </summary>
    [Fact]
    public async Task A_token_signed_with_our_public_key_as_a_shared_secret_is_refused()
    {
        using var key = await IssuingKey.ReadAsync(application.App);
        var keySet = await Gateway.GetByteArrayAsync(KeyDocumentTests.KeySet);
        var token = await TokenAsync();
        token.Header["alg"] = "HS256";
        await RefusedAsync(token.Sign(key.ExportSubjectPublicKeyInfo()));
        await RefusedAsync(token.Sign(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())));
        await RefusedAsync(token.Sign(keySet));
    }

    [Fact]
    public async Task What_is_cut_off_too_long_or_no_token_is_refused()
    {
        var token = (await Gateway.SignUpAsync()).AccessToken;
        await RefusedAsync(token[..^1]);
        await RefusedAsync(token[..token.LastIndexOf('.')]);
        await RefusedAsync(token + "." + token);
        await RefusedAsync(new string('a', 10_000));
        await RefusedAsync("..");
        await RefusedAsync("eyJhbGciOiJFUzI1NiJ9.e30.");
    }

    private async Task<AccessToken> TokenAsync() => new((await Gateway.SignUpAsync()).AccessToken);

    private async Task RefusedAsync(string token)
    {
        using var refused = await Gateway.MeAsync(token);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, refused);
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(refused.Headers.WwwAuthenticate).ToString());
    }
}
