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

    /// <summary>Requests are taken and not answered, until the one who asks gives up.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Completes when somebody got no answer and went away.</summary>
    public TaskCompletionSource GaveUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    private async Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        Asked.Enqueue(context.Request.Path);
        if (IsSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => GaveUp.TrySetResult(), TaskScheduler.Default);
            return;
        }

        if (IsDown)
        {
            // Not a status that the HTTP client would try again for seconds.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await next(context);
    }
}
