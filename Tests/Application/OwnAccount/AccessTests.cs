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

    [Fact]
    public async Task Without_a_token_there_is_nothing_to_see()
    {
        var closed = (await Operations.ReadAsync(application)).Where(operation => operation.NeedsUser).ToList();
        Assert.True(closed.Count >= 11, $"Only {closed.Count} need a user.");
        foreach (var operation in closed)
        {
            using var response = await Gateway.SendAsync(new HttpMethod(operation.Method), operation.Path, accessToken: null);
            await Problem.ReadAsync(HttpStatusCode.Unauthorized, response);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    /// <summary>Gateway and service agree on what anybody may ask.</summary>
    [Fact]
    public async Task What_needs_no_user_is_asked_without_one()
    {
        foreach (var operation in (await Operations.ReadAsync(application)).Where(operation => !operation.NeedsUser))
        {
            using var response = await Gateway.SendAsync(new HttpMethod(operation.Method), operation.Path, accessToken: null);
            Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType,
                $"{operation.Method} {operation.Path} was answered with {response.StatusCode}.");
        }
    }

    [Fact]
    public async Task Auth_asks_for_the_token_itself_whatever_the_gateway_did()
    {
        using var auth = application.Direct();
        using var response = await auth.GetAsync(Accounts.Me);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, response);
    }
}
