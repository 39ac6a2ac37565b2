using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Confirmations;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Administration;

[Collection(OneApplication.Name)]
public sealed class AuditTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task What_happens_to_an_account_is_told_newest_first_with_the_client()
    {
        var admin = await application.NewAdminAsync();
        var address = EachFromAnotherAddress.NewAddress();
        using var client = application.FromAddress(address);
        var person = await client.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await client.TryAsync(person.Email));
        Assert.Equal(HttpStatusCode.OK, await Gateway.PutRolesAsync(admin, person.Account.Id, "admin").StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await client.LogoutAsync(person.Tokens.RefreshToken).StatusAsync());

        var page = await PageAsync(admin, $"account={person.Account.Id}");
        Assert.Equal(["SignedOut", "RolesChanged", "SignInFailed", "SignedIn", "Registered"], page.Events.Select(told => told.Event));
        Assert.Null(page.Next);
        Assert.All(page.Events, told => Assert.Equal(person.Account.Id, told.AccountId));
        Assert.All(page.Events.Where(told => told.Event != "RolesChanged"), told => Assert.Equal(address.ToString(), told.Client));
        Assert.Equal($"roles: admin; by: {admin.Account.Id}", page.Events[1].Details);
    }

    [Fact]
    public async Task What_owners_do_to_their_account_is_told_to_its_end()
    {
        const string Changed = "the horse has been replaced";
        const string Reset = "and so has the battery";
        var admin = await application.NewAdminAsync();
        var person = await Gateway.NewPersonAsync();
        await DoneAsync(HttpStatusCode.Accepted, HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens);
        await DoneAsync(HttpStatusCode.NoContent, HttpMethod.Post, "/auth/email/confirm", tokens: null,
            new { Token = await application.NewMailTokenAsync(person, MailTokens.Confirm) });
        await DoneAsync(HttpStatusCode.NoContent, HttpMethod.Put, "/auth/me/password", person.Tokens,
            new { CurrentPassword = Accounts.Password, NewPassword = Changed });
        await DoneAsync(HttpStatusCode.NoContent, HttpMethod.Post, "/auth/password/reset", tokens: null,
            new { Token = await application.NewMailTokenAsync(person, MailTokens.Reset), NewPassword = Reset });
        var last = await Gateway.SignInAsync(person.Email, Reset);
        await DoneAsync(HttpStatusCode.NoContent, HttpMethod.Post, "/auth/me/deletion", last, new { Password = Reset });

        var page = await PageAsync(admin, $"account={person.Account.Id}");
        Assert.Equal(
            [
                "AccountDeleted", "SignedIn", "PasswordReset", "PasswordChanged", "EmailConfirmed", "EmailConfirmationRequested",
                "SignedIn", "Registered",
            ],
            page.Events.Select(told => told.Event));
    }

    [Fact]
    public async Task A_failure_for_an_unknown_address_is_told_without_it()
    {
        var admin = await application.NewAdminAsync();
        var email = Accounts.NewEmail();
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.LoginAsync(email).StatusAsync());
        var told = (await PageAsync(admin, "limit=1")).Events.Single();
        Assert.Equal(("SignInFailed", null, null), (told.Event, told.AccountId, told.Details));
    }

    [Fact]
    public async Task The_failure_that_reaches_the_limit_says_so_and_refused_attempts_say_nothing()
    {
        var admin = await application.NewAdminAsync();
        var person = await Gateway.NewPersonAsync();
        using var guesser = application.Direct();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            await guesser.TryAsync(person.Email);
        }

        var page = await PageAsync(admin, $"account={person.Account.Id}&limit=5");
        Assert.Equal(["LockedOut", "SignInFailed", "SignInFailed", "SignInFailed", "SignInFailed"], page.Events.Select(told => told.Event));
    }

    [Fact]
    public async Task Pages_together_are_every_event_once()
    {
        var admin = await application.NewAdminAsync();
        var person = await Gateway.NewPersonAsync();
        await Gateway.SignInAsync(person.Email);

        var seen = new List<string>();
        long? before = null;
        do
        {
            var page = await PageAsync(admin, $"account={person.Account.Id}&limit=1{(before is null ? null : $"&before={before}")}");
            seen.AddRange(page.Events.Select(told => told.Event));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(["SignedIn", "SignedIn", "Registered"], seen);
    }

    [Fact]
    public async Task Two_replicas_that_started_together_made_one_first_administrator()
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        Assert.Equal(1, await database.CountAsync("""
            SELECT COUNT(*) FROM audit_events e JOIN account_roles r ON r.account_id = e.account_id AND r.role = 'admin'
            WHERE e.event = 'FirstAdminCreated'
            """));
    }

    private async Task DoneAsync(HttpStatusCode expected, HttpMethod method, string path, Tokens? tokens, object? body = null) =>
        Assert.Equal(expected, await Gateway.SendAsync(method, path, tokens?.AccessToken, body).StatusAsync());

    private async Task<Page> PageAsync(Person admin, string query)
    {
        using var response = await Gateway.SendAsync(HttpMethod.Get, $"/auth/audit?{query}", admin.Tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Page>())!;
    }

    private sealed record Entry(long Id, DateTimeOffset At, string Event, Guid? AccountId, string? Client, string? Details);

    private sealed record Page(Entry[] Events, long? Next);
}
