using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Confirmations;

[Collection(OneApplication.Name)]
public sealed class EmailConfirmationTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_token_confirms_the_address_once()
    {
        var person = await Gateway.NewPersonAsync();
        Assert.False(await IsConfirmedAsync(person));
        var token = await application.NewMailTokenAsync(person, MailTokens.Confirm);

        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(token).StatusAsync());
        Assert.True(await IsConfirmedAsync(person));
        await RefusedAsync(token);
    }

    [Fact]
    public async Task A_token_is_good_for_its_time_and_its_purpose()
    {
        var person = await Gateway.NewPersonAsync();
        await RefusedAsync(await application.NewMailTokenAsync(person, MailTokens.Confirm, seconds: -1));
        await RefusedAsync(await application.NewMailTokenAsync(person, MailTokens.Reset));
        await RefusedAsync("never made");
        Assert.False(await IsConfirmedAsync(person));
    }

    /// <summary>A mailbox is not to be filled by whoever has a session.</summary>
    [Fact]
    public async Task A_new_token_replaces_the_old_one_once_a_minute()
    {
        var person = await Gateway.NewPersonAsync();
        var first = await RequestAsync(person);
        Assert.NotNull(first);
        Assert.Equal(first, await RequestAsync(person));

        await using var database = await AuthDatabase.OpenAsync(application.App);
        await database.ExecuteAsync(
            "UPDATE mail_tokens SET created_at = created_at - INTERVAL 61 SECOND WHERE hash = UNHEX(@Hash)", ("@Hash", first));
        Assert.NotEqual(first, await RequestAsync(person));
    }

    [Fact]
    public async Task Who_is_confirmed_gets_no_further_mail()
    {
        var person = await Gateway.NewPersonAsync();
        var token = await application.NewMailTokenAsync(person, MailTokens.Confirm);
        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(token).StatusAsync());
        Assert.Null(await RequestAsync(person));
    }

    private Task<HttpResponseMessage> ConfirmAsync(string token) => Gateway.PostAsJsonAsync("/auth/email/confirm", new { Token = token });

    private async Task RefusedAsync(string token)
    {
        using var response = await ConfirmAsync(token);
        await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
    }

    private async Task<string?> RequestAsync(Person person)
    {
        using var response = await Gateway.SendAsync(HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens.AccessToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await application.MailTokenHashAsync(person, MailTokens.Confirm);
    }

    private async Task<bool> IsConfirmedAsync(Person person)
    {
        using var response = await Gateway.MeAsync(person.Tokens.AccessToken);
        return (await response.Content.ReadFromJsonAsync<Account>())!.EmailConfirmed;
    }
}
