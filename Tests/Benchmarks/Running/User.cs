using System.Net.Http.Json;

namespace Benchmarks.Running;

/// <summary>Somebody with an account.</summary>
internal sealed class User
{
    private static readonly HttpClient Client = new();
    private readonly Uri _auth;

    private User(Uri auth) => _auth = auth;

    /// <summary>The body of a sign-in.</summary>
    public object Credentials { get; } = new { Email = $"{Guid.NewGuid():n}@example.org", Password = "correct horse battery staple" };

    /// <param name="auth">Address of Auth itself.</param>
    public static async Task<User> RegisterAsync(Uri auth)
    {
        var user = new User(auth);
        using var answer = await user.PostAsync("/auth/register");
        return user;
    }

    /// <returns>An access token, good for some minutes.</returns>
    public async Task<string> SignInAsync()
    {
        using var answer = await PostAsync("/auth/login");
        return (await answer.Content.ReadFromJsonAsync<Tokens>())!.AccessToken;
    }

    private async Task<HttpResponseMessage> PostAsync(string path)
    {
        var answer = await Client.PostAsJsonAsync(new Uri(_auth, path), Credentials);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{path}: {answer.StatusCode}, {await answer.Content.ReadAsStringAsync()}");
    }

    private sealed record Tokens(string AccessToken);
}
