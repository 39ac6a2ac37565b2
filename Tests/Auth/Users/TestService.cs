using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults;
using ServiceDefaults.Users;

namespace Auth.Tests.Users;

/// <summary>A service like any of ours, with a page for anybody, for users and for administrators.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private TestService(WebApplication app) =>
        (_app, _client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public static async Task<TestService> StartAsync(Uri metadataAddress, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Users:MetadataAddress"] = metadataAddress.ToString();
        builder.Services.AddSingleton(clock);
        builder.AddServiceDefaults();
        builder.AddUsers();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/anyone", () => "hello");
        app.MapGet("/user", (ClaimsPrincipal user) => $"{user.AccountId()} {user.SessionId()}").RequireUser();
        app.MapGet("/admin", () => "hello").RequireRole("admin");
        app.MapGet("/auditor", () => "hello").RequireRole("auditor");
        await app.StartAsync();
        return new TestService(app);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
