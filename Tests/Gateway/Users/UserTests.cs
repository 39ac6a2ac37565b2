using System.Net;
using Gateway.Tests.Running;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Users;

/// <summary>The check at the edge: who has no business behind it does not get there.</summary>
[Collection(OneEdge.Name)]
public sealed class UserTests(Edge edge)
{
    private readonly string _path = $"/closed/{Guid.NewGuid():n}";

    [Fact]
    public async Task Without_a_token_nobody_passes_and_is_told_what_is_missing()
    {
        using var response = await edge.Outsider.GetAsync(_path);
        await AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.First().Scheme);
    }

    [Fact]
    public async Task A_token_of_the_issuer_passes_and_travels_on()
    {
        var token = edge.Issuer.Token();
        using var response = await AskAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Bearer " + token], Assert.Single(edge.Recorder.Mentioning(_path))["Authorization"]);
    }

    public static TheoryData<string> Forgeries() => new(
        "another key", "another key of the same name", "another issuer", "another audience", "expired", "not valid yet", "no expiry", "no algorithm",
        "the public key as a secret", "another kind of token", "a changed claim", "cut off", "nonsense");

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_does_not_pass(string forgery)
    {
        using var response = await AskAsync(Forge(forgery));
        await AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Forbidden)]
    public async Task A_route_for_a_role_takes_those_who_have_it(bool has, HttpStatusCode status)
    {
        var path = "/staff" + _path;
        using var response = await Edge.GetAsync(
            edge.Outsider, path, ("Authorization", "Bearer " + edge.Issuer.Token(roles: has ? ["admin"] : ["customer"])));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(has ? 1 : 0, edge.Recorder.Mentioning(path).Count);
    }

    private string Forge(string forgery)
    {
        var (now, issuer) = (DateTime.UtcNow, edge.Issuer);
        return forgery switch
        {
            "another key" => issuer.Token(token => Sign(token, TestIssuer.NewKey("another"))),
            "another key of the same name" => issuer.Token(token => Sign(token, TestIssuer.NewKey(issuer.Key.KeyId))),
            "another issuer" => issuer.Token(token => token.Issuer = "https://elsewhere.example/auth"),
            "another audience" => issuer.Token(token => token.Audience = "elsewhere"),
            "expired" => issuer.Token(token => (token.NotBefore, token.Expires) = (now.AddMinutes(-10), now.AddMinutes(-2))),
            "not valid yet" => issuer.Token(token => token.NotBefore = now.AddMinutes(5)),
            "no expiry" => issuer.Token(token => token.Expires = null),
            "no algorithm" => issuer.Token(token => token.SigningCredentials = null),
            "the public key as a secret" => issuer.Token(token => Sign(token, new SymmetricSecurityKey(issuer.PublicKey()) { KeyId = issuer.Key.KeyId })),
            "another kind of token" => issuer.Token(token => token.TokenType = "JWT"),
            "a changed claim" => Change(issuer.Token(roles: "customer")),
            "cut off" => issuer.Token()[..^10],
            _ => "nonsense",
        };
    }

    private static void Sign(SecurityTokenDescriptor token, SecurityKey key) => token.SigningCredentials = new SigningCredentials(
        key, key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.EcdsaSha256);

    private static string Change(string token)
    {
        var parts = token.Split('.');
        parts[1] = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("customer", "admin", StringComparison.Ordinal));
        return string.Join('.', parts);
    }

    private Task<HttpResponseMessage> AskAsync(string token) => Edge.GetAsync(edge.Outsider, _path, ("Authorization", "Bearer " + token));

    private async Task AssertRefusedAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        await Problem.AssertAsync(status, response);
        Assert.Empty(edge.Recorder.Mentioning(_path));
    }
}
