using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Application.Tests.Auth;

/// <summary>What an account looks like from outside.</summary>
internal sealed record Account(Guid Id, string Email, bool EmailConfirmed, string[] Roles, DateTimeOffset CreatedAt);

/// <summary>The answer to a sign-in or a refresh; both times in seconds.</summary>
internal sealed record Tokens(string AccessToken, string TokenType, long ExpiresIn, string RefreshToken, long RefreshExpiresIn);

/// <summary>Somebody who has registered and signed in.</summary>
internal sealed record Person(string Email, Account Account, Tokens Tokens);

/// <summary>Auth's API as a client of the gateway calls it.</summary>
internal static class Accounts
{
    public const string Register = "/auth/register";
    public const string Login = "/auth/login";
    public const string Me = "/auth/me";
    public const string Password = "correct horse battery staple";

    /// <summary>Nobody has it yet, so that tests do not depend on each other.</summary>
    public static string NewEmail() => $"{Guid.NewGuid():n}@example.org";

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient gateway, string email) =>
        gateway.PostAsJsonAsync(Register, new { Email = email, Password });

    public static Task<HttpResponseMessage> LoginAsync(this HttpClient gateway, string email, string password = Password) =>
        gateway.PostAsJsonAsync(Login, new { Email = email, Password = password });

    /// <summary>A request with an access token, or without if it is null.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient gateway, HttpMethod method, string path, string? accessToken, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = accessToken is null ? null : new AuthenticationHeaderValue("Bearer", accessToken);
        request.Content = body is null ? null : JsonContent.Create(body);
        return gateway.SendAsync(request);
    }

    public static async Task<Person> NewPersonAsync(this HttpClient gateway)
    {
        var email = NewEmail();
        using var registered = await gateway.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        var account = await registered.Content.ReadFromJsonAsync<Account>();
        return new Person(email, account!, await gateway.SignInAsync(email));
    }

    public static async Task<Tokens> SignInAsync(this HttpClient gateway, string email, string password = Password)
    {
        using var signedIn = await gateway.LoginAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        return (await signedIn.Content.ReadFromJsonAsync<Tokens>())!;
    }
}
