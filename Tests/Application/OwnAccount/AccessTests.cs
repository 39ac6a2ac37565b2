using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.OwnAccount;

[Collection(OneApplication.Name)]
public sealed class AccessTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task Who_is_signed_in_sees_the_own_account()
    {
        var person = await Gateway.NewPersonAsync();
        foreach (var path in new[] { Accounts.Me, $"/auth/accounts/{person.Account.Id}" })
        {
            using var response = await Gateway.SendAsync(HttpMethod.Get, path, person.Tokens.AccessToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equivalent(person.Account, await response.Content.ReadFromJsonAsync<Account>());
        }
    }

    [Fact]
    public async Task To_a_stranger_an_account_is_as_absent_as_one_that_nobody_has()
    {
        var (person, stranger) = (await Gateway.NewPersonAsync(), await Gateway.NewPersonAsync());
        foreach (var id in new[] { person.Account.Id, Guid.NewGuid() })
        {
            using var response = await Gateway.SendAsync(HttpMethod.Get, $"/auth/accounts/{id}", stranger.Tokens.AccessToken);
            await Problem.ReadAsync(HttpStatusCode.NotFound, response);
        }
    }

    [Theory]
    [InlineData("GET", "/auth/me")]
    [InlineData("PUT", "/auth/me/password")]
    [InlineData("POST", "/auth/me/deletion")]
    [InlineData("POST", "/auth/me/email/confirmation")]
    [InlineData("GET", "/auth/me/sessions")]
    [InlineData("DELETE", "/auth/me/sessions/00000000-0000-7000-8000-000000000000")]
    [InlineData("GET", "/auth/accounts")]
    [InlineData("GET", "/auth/accounts/00000000-0000-7000-8000-000000000000")]
    [InlineData("PUT", "/auth/accounts/00000000-0000-7000-8000-000000000000/roles")]
    [InlineData("DELETE", "/auth/accounts/00000000-0000-7000-8000-000000000000/sessions")]
    [InlineData("GET", "/auth/audit")]
    public async Task Without_a_token_there_is_nothing_to_see(string method, string path)
    {
        using var response = await Gateway.SendAsync(new HttpMethod(method), path, accessToken: null);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Auth_asks_for_the_token_itself_whatever_the_gateway_did()
    {
        using var auth = application.Direct();
        using var response = await auth.GetAsync(Accounts.Me);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, response);
    }
}
