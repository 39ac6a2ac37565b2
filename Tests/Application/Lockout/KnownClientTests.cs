using System.Net;
using Application.Tests.Auth;
using Application.Tests.Confirmations;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Lockout;

/// <summary>Where an account was signed in to with a password that somebody else may know is no longer its home.</summary>
[Collection(OneApplication.Name)]
public sealed class KnownClientTests(RunningApplication application)
{
    private const string Next = "another horse, the same staple";
    private const string Known = "SELECT COUNT(*) FROM known_clients WHERE account_id = @Id";

    [Fact]
    public async Task A_change_of_password_forgets_all_but_the_present_one()
    {
        var person = await application.Gateway.NewPersonAsync();
        Assert.Equal(1, await CountAsync(person));
        using var here = application.FromAddress(EachFromAnotherAddress.NewAddress());
        Assert.Equal(HttpStatusCode.NoContent, await here.SendAsync(
            HttpMethod.Put,
            "/auth/me/password",
            person.Tokens.AccessToken,
            new { CurrentPassword = Accounts.Password, NewPassword = Next }).StatusAsync());
        Assert.Equal(1, await CountAsync(person));

        Assert.Equal(HttpStatusCode.OK, await here.TryAsync(person.Email, Next));
        Assert.Equal(1, await CountAsync(person));
    }

    [Fact]
    public async Task A_reset_forgets_all()
    {
        var person = await application.Gateway.NewPersonAsync();
        var token = await application.NewMailTokenAsync(person, MailTokens.Reset);
        Assert.Equal(HttpStatusCode.NoContent, await application.Gateway.SendAsync(
            HttpMethod.Post, "/auth/password/reset", accessToken: null, new { Token = token, NewPassword = Next }).StatusAsync());
        Assert.Equal(0, await CountAsync(person));
    }

    private async Task<long> CountAsync(Person person)
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        return await database.CountAsync(Known, ("@Id", person.Account.Id.ToByteArray(bigEndian: true)));
    }
}
