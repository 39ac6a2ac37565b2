using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Users;

/// <summary>Stands for Auth: publishes a key and signs access tokens as Auth does.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private TestIssuer(WebApplication server) => _server = server;

    public const string Name = "https://issuer.example/auth";

    public Uri Metadata => new(new Uri(_server.Urls.Single()), "/auth/.well-known/openid-configuration");

    /// <summary>What it publishes.</summary>
    public ECDsaSecurityKey Key { get; } = NewKey("published");

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        var server = builder.Build();
        var issuer = new TestIssuer(server);
        server.MapGet("/auth/.well-known/openid-configuration", () => Results.Text(
            JsonSerializer.Serialize(new { issuer = Name, jwks_uri = Name + "/.well-known/jwks.json" }), "application/json"));
        server.MapGet("/auth/.well-known/jwks.json", () => Results.Text(issuer.Keys(), "application/json"));
        await server.StartAsync();
        return issuer;
    }

    public static ECDsaSecurityKey NewKey(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    /// <summary>A valid token, but for what the caller changes.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null, params string[] roles)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = "api",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = NewId(), ["sid"] = NewId(), ["jti"] = NewId(), ["roles"] = roles },
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The public half alone.</summary>
    public byte[] PublicKey() => Key.ECDsa.ExportSubjectPublicKeyInfo();

    private static string NewId() => Guid.NewGuid().ToString("D");

    private string Keys()
    {
        var point = Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        var key = new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = "ES256",
            kid = Key.KeyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
        return JsonSerializer.Serialize(new { keys = new[] { key } });
    }
}
