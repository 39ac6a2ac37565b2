using System.Net.Http.Json;

namespace Benchmarks.Running;

/// <summary>Somebody with an account, who talks to Auth itself.</summary>
internal sealed class User : IDisposable
{
    private readonly HttpClient _auth;

    private User(Uri auth) => _auth = new HttpClient { BaseAddress = auth };

    private object Credentials { get; } = new { Email = $"{Guid.NewGuid():n}@example.org", Password = "correct horse battery staple" };

    public static async Task<User> RegisterAsync(Uri auth)
    {
        var user = new User(auth);
        using var answer = await user._auth.PostAsJsonAsync("/auth/register", user.Credentials);
        answer.EnsureSuccessStatusCode();
        return user;
    }

    /// <returns>An access token, good for some minutes.</returns>
    public async Task<string> SignInAsync()
    {
        using var answer = await _auth.PostAsJsonAsync("/auth/login", Credentials);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Tokens>())!.AccessToken;
    }

    public void Dispose() => _auth.Dispose();

    private sealed record Tokens(string AccessToken);
}
