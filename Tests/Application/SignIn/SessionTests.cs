using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class SessionTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_sign_in_gives_tokens_that_no_cache_keeps()
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.RegisterAsync(email);
        using var response = await Gateway.LoginAsync(email.ToUpperInvariant());
        var tokens = await response.TokensAsync();
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(
            ("Bearer", 600L, 7 * 24 * 3600L, 43),
            (tokens.TokenType, tokens.ExpiresIn, tokens.RefreshExpiresIn, tokens.RefreshToken.Length));
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(tokens.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task A_refresh_gives_new_tokens_of_the_same_session()
    {
        var first = await Gateway.SignUpAsync();
        using var response = await Gateway.RefreshAsync(first.RefreshToken);
        var second = await response.TokensAsync();
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.Equal(AccessToken.Claims(first.AccessToken)["sid"]!.ToString(), AccessToken.Claims(second.AccessToken)["sid"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(second.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.RefreshAsync(second.RefreshToken).StatusAsync());
    }

    [Fact]
    public async Task A_sign_out_ends_its_session_and_no_other()
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.RegisterAsync(email);
        var (one, other) = (await Gateway.SignInAsync(email), await Gateway.SignInAsync(email));

        Assert.Equal(HttpStatusCode.NoContent, await Gateway.LogoutAsync(one.RefreshToken).StatusAsync());
        using var refused = await Gateway.RefreshAsync(one.RefreshToken);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, refused);
        using var unknown = await Gateway.MeAsync(one.AccessToken);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, unknown);

        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(other.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.RefreshAsync(other.RefreshToken).StatusAsync());
    }

    [Fact]
    public async Task Who_is_signed_out_already_may_sign_out()
    {
        var tokens = await Gateway.SignUpAsync();
        Assert.Equal(HttpStatusCode.NoContent, await Gateway.LogoutAsync(tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await Gateway.LogoutAsync(tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await Gateway.LogoutAsync("never seen").StatusAsync());
    }

    [Theory]
    [InlineData("never seen")]
    [InlineData("' OR ''='")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_refresh_token_is_refused(string token)
    {
        using var refused = await Gateway.RefreshAsync(token);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, refused);
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
    }
}
