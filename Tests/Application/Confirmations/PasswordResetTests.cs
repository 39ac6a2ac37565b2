using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Confirmations;

[Collection(OneApplication.Name)]
public sealed class PasswordResetTests(RunningApplication application)
{
    private const string Next = "another horse, the same staple";

    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_reset_sets_the_password_and_ends_every_session()
    {
        var person = await Gateway.NewPersonAsync();
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(token).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(person.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.LoginAsync(person.Email).StatusAsync());

        var tokens = await Gateway.SignInAsync(person.Email, Next);
        using var me = await Gateway.MeAsync(tokens.AccessToken);
        Assert.True((await me.Content.ReadFromJsonAsync<Account>())!.EmailConfirmed, "Who has the token reads the mail.");
    }

    [Fact]
    public async Task A_reset_lets_a_locked_out_owner_in_at_once()
    {
        var person = await Gateway.NewPersonAsync();
        using var client = application.Direct();
        for (var failure = 0; failure < 5; failure++)
        {
            await client.TryAsync(person.Email);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await client.TryAsync(person.Email, Accounts.Password));
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(token).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await client.TryAsync(person.Email, Next));
    }

    [Fact]
    public async Task Of_several_resets_with_one_token_at_once_one_wins()
    {
        var person = await Gateway.NewPersonAsync();
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ResetAsync(token).StatusAsync()));
        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(3, answers.Count(status => status == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_token_is_good_once_for_its_time_and_its_purpose()
    {
        var person = await Gateway.NewPersonAsync();
        await RefusedAsync(await application.NewMailTokenAsync(person, MailTokens.Reset, seconds: -1));
        await RefusedAsync(await application.NewMailTokenAsync(person, MailTokens.Confirm));
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(token).StatusAsync());
        await RefusedAsync(token);
    }

    [Fact]
    public async Task All_faults_are_told_at_once_and_use_up_no_token()
    {
        var person = await Gateway.NewPersonAsync();
        using (var response = await Gateway.PostAsJsonAsync("/auth/password/reset", new { Token = "never made", NewPassword = "short" }))
        {
            var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
            Assert.Equal(["token", "newPassword"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        }

        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        await RefusedAsync(token, person.Email);
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(token).StatusAsync());
    }

    [Fact]
    public async Task A_change_of_password_makes_a_link_on_its_way_worthless()
    {
        var person = await Gateway.NewPersonAsync();
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        Assert.Equal(HttpStatusCode.NoContent, await Gateway.SendAsync(
            HttpMethod.Put,
            "/auth/me/password",
            person.Tokens.AccessToken,
            new { CurrentPassword = Accounts.Password, NewPassword = Next }).StatusAsync());
        await RefusedAsync(token);
    }

    [Fact]
    public async Task Whoever_asks_for_a_mail_gets_the_same_answer_and_only_an_account_gets_the_token()
    {
        var person = await Gateway.NewPersonAsync();
        Assert.Equal(await ForgotAsync(person.Email), await ForgotAsync(Accounts.NewEmail()));
        Assert.NotNull(await application.MailTokenHashAsync(person, MailTokens.Reset));
    }

    private Task<HttpResponseMessage> ResetAsync(string token, string password = Next) =>
        Gateway.PostAsJsonAsync("/auth/password/reset", new { Token = token, NewPassword = password });

    private async Task RefusedAsync(string token, string password = Next)
    {
        using var response = await ResetAsync(token, password);
        await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
    }

    private async Task<string> ForgotAsync(string email)
    {
        using var response = await Gateway.PostAsJsonAsync("/auth/password/forgot", new { Email = email });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return string.Join('\n', response.Headers.Select(header => header.Key)) + await response.Content.ReadAsStringAsync();
    }
}
