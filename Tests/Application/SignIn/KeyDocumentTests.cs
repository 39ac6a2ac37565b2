using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Running;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class KeyDocumentTests(RunningApplication application)
{
    public const string Metadata = "/auth/.well-known/openid-configuration";
    public const string KeySet = "/auth/.well-known/jwks.json";

    private HttpClient Gateway => application.Gateway;

    /// <summary>Microsoft's own, with nothing but the issuer's address, as JwtBearer uses it.</summary>
    [Fact]
    public async Task A_stock_reader_finds_all_it_needs_at_the_issuers_address()
    {
        var tokens = await Gateway.SignUpAsync();
        var issuer = AccessToken.Claims(tokens.AccessToken)["iss"]!.ToString();
        var reader = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{issuer}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(Gateway) { RequireHttps = false });

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            tokens.AccessToken, new TokenValidationParameters { ConfigurationManager = reader, ValidAudience = "api" });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(issuer, result.Issuer);
    }

    [Fact]
    public async Task The_key_set_has_public_parts_only()
    {
        var set = await Gateway.GetFromJsonAsync<JsonElement>(KeySet);
        Assert.NotEqual(0, set.GetProperty("keys").GetArrayLength());
        foreach (var key in set.GetProperty("keys").EnumerateArray())
        {
            Assert.Equal(
                ["alg", "crv", "kid", "kty", "use", "x", "y"],
                key.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(Metadata)]
    [InlineData(KeySet)]
    public async Task Who_has_the_document_already_is_told_so(string path)
    {
        using var first = await Gateway.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=300", first.Headers.CacheControl?.ToString());
        Assert.False(first.Headers.ETag!.IsWeak);

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var second = await Gateway.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(Metadata)]
    [InlineData(KeySet)]
    public async Task Its_headers_can_be_asked_for_alone(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await Gateway.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.ETag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }
}
