using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;

namespace Application.Tests.SignIn;

/// <summary>What becomes of a sign-in, as a client of the gateway calls it.</summary>
internal static class Sessions
{
    public const string Refresh = "/auth/refresh";
    public const string Logout = "/auth/logout";

    /// <summary>Somebody new, signed in.</summary>
    public static async Task<Tokens> SignUpAsync(this HttpClient gateway) => (await gateway.NewPersonAsync()).Tokens;

    public static Task<HttpResponseMessage> RefreshAsync(this HttpClient gateway, string refreshToken) =>
        gateway.PostAsJsonAsync(Refresh, new { RefreshToken = refreshToken });

    public static Task<HttpResponseMessage> LogoutAsync(this HttpClient gateway, string refreshToken) =>
        gateway.PostAsJsonAsync(Logout, new { RefreshToken = refreshToken });

    public static Task<HttpResponseMessage> MeAsync(this HttpClient gateway, string accessToken) =>
        gateway.SendAsync(HttpMethod.Get, Accounts.Me, accessToken);

    public static async Task<Tokens> TokensAsync(this HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Tokens>())!;
    }

    public static async Task<HttpStatusCode> StatusAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return response.StatusCode;
    }
}
