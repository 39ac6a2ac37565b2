using System.Collections.Concurrent;
using Auth.Keys;
using Auth.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Auth.Tests.Users;

/// <summary>An issuer on a port of its own, whose keys and health a test decides.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestIssuer(WebApplication app) => _app = app;

    public SigningKey[] Keys { get; set; } = [SigningKey.New(DateTimeOffset.UtcNow)];

    public bool IsDown { get; set; }

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public Uri MetadataAddress => new(_app.Urls.Single() + "/inner/.well-known/openid-configuration");

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.Use(issuer.NoteAsync);

        // The public address leads nowhere from here: only its path counts.
        app.MapGet("/inner/.well-known/openid-configuration", () => new Dictionary<string, string>
        {
            ["issuer"] = Jwt.Issuer,
            ["jwks_uri"] = "https://example.org/public/keys",
        });
        app.MapGet("/public/keys", () => new { keys = issuer.Keys.Select(PublicKey.Of) });
        await app.StartAsync();
        return issuer;
    }

    /// <summary>A valid token for an administrator.</summary>
    public string Issue() => new Jwt(Keys[^1].Kid).Sign(Keys[^1].Pair.ECDsa);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        Asked.Enqueue(context.Request.Path);
        if (IsDown)
        {
            // Not a status that the HTTP client would try again for seconds.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
