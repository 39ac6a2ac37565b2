using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.OwnAccount;

[Collection(OneApplication.Name)]
public sealed class PasswordChangeTests(RunningApplication application)
{
    private const string Path = "/auth/me/password";
    private const string Next = "another horse, the same staple";

    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_change_counts_from_now_on_and_ends_all_other_sessions()
    {
        var person = await Gateway.NewPersonAsync();
        var elsewhere = await Gateway.SignInAsync(person.Email);

        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(person, Accounts.Password, Next).StatusAsync());

        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.RefreshAsync(person.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(elsewhere.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(elsewhere.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.LoginAsync(person.Email).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.LoginAsync(person.Email, Next).StatusAsync());
    }

    [Fact]
    public async Task It_takes_the_current_password()
    {
        var person = await Gateway.NewPersonAsync();
        using var response = await ChangeAsync(person, "wrong", Next);
        var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Equal(["currentPassword"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        Assert.Equal(HttpStatusCode.OK, await Gateway.LoginAsync(person.Email).StatusAsync());
    }

    /// <summary>A stolen access token is no way to guess the password faster than by signing in.</summary>
    [Fact]
    public async Task Whoever_guesses_it_waits()
    {
        var person = await Gateway.NewPersonAsync();
        using var thief = application.FromAddress(EachFromAnotherAddress.NewAddress());
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync(person, "wrong", Next, thief).StatusAsync());
        }

        using var response = await ChangeAsync(person, Accounts.Password, Next, thief);
        await Problem.ReadAsync(HttpStatusCode.TooManyRequests, response);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    /// <summary>Whoever comes second finds another password, or, if both were checked before either was done, is told so.</summary>
    [Fact]
    public async Task Of_two_changes_at_once_one_wins()
    {
        var person = await Gateway.NewPersonAsync();
        var answers = await Task.WhenAll(
            ChangeAsync(person, Accounts.Password, Next + " one").StatusAsync(),
            ChangeAsync(person, Accounts.Password, Next + " two").StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, answers.Min());
        Assert.Contains(answers.Max(), new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict });
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var person = await Gateway.NewPersonAsync();
        using var response = await Gateway.SendAsync(
            HttpMethod.Put, Path, person.Tokens.AccessToken, new { CurrentPassword = (string?)null, NewPassword = "password1234" });
        var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Equal(["currentPassword", "newPassword"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    private Task<HttpResponseMessage> ChangeAsync(Person person, string current, string next, HttpClient? client = null) =>
        (client ?? Gateway).SendAsync(
            HttpMethod.Put, Path, person.Tokens.AccessToken, new { CurrentPassword = current, NewPassword = next });
}
