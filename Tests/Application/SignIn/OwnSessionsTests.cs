using System.Net;
using System.Net.Http.Json;
using Application.Tests.Administration;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class OwnSessionsTests(RunningApplication application)
{
    private const string Path = "/auth/me/sessions";

    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task The_list_is_of_ones_own_live_sessions_last_used_first()
    {
        var person = await Gateway.NewPersonAsync();
        var (second, ended) = (await Gateway.SignInAsync(person.Email), await Gateway.SignInAsync(person.Email));
        await Gateway.LogoutAsync(ended.RefreshToken).StatusAsync();
        await Gateway.NewPersonAsync();
        using var refreshed = await Gateway.RefreshAsync(person.Tokens.RefreshToken);

        var list = await ListAsync(second);
        Assert.Equal([(Id(person.Tokens), false), (Id(second), true)], list.Select(session => (session.Id, session.Current)));
        Assert.True(list[0].CreatedAt < list[1].CreatedAt && list[0].LastUsedAt > list[1].LastUsedAt, "First signed in, last used.");
        Assert.Equal(list[1].CreatedAt, list[1].LastUsedAt);
    }

    [Fact]
    public async Task A_session_that_was_idle_for_too_long_is_not_in_the_list()
    {
        var person = await Gateway.NewPersonAsync();
        var other = await Gateway.SignInAsync(person.Email);
        await using var database = await AuthDatabase.OpenAsync(application.App);
        await database.ExecuteAsync(
            "UPDATE refresh_tokens SET expires_at = UTC_TIMESTAMP(6) WHERE session_id = @Id",
            ("@Id", Id(person.Tokens).ToByteArray(bigEndian: true)));
        Assert.Equal([Id(other)], (await ListAsync(other)).Select(session => session.Id));
    }

    [Fact]
    public async Task One_of_them_is_ended_from_another_and_the_audit_log_tells()
    {
        var person = await Gateway.NewPersonAsync();
        var here = await Gateway.SignInAsync(person.Email);
        Assert.Equal(HttpStatusCode.NoContent, await EndAsync(here, Id(person.Tokens)));

        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(person.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(here.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await EndAsync(here, Id(person.Tokens)));
        Assert.Equal($"session: {Id(person.Tokens)}", await AuditedAsync(person));
    }

    [Fact]
    public async Task A_strangers_session_does_not_exist()
    {
        var (person, stranger) = (await Gateway.NewPersonAsync(), await Gateway.NewPersonAsync());
        Assert.Equal(HttpStatusCode.NotFound, await EndAsync(stranger.Tokens, Id(person.Tokens)));
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Who_is_signed_out_neither_sees_nor_ends_any()
    {
        var person = await Gateway.NewPersonAsync();
        Assert.Equal(HttpStatusCode.NoContent, await EndAsync(person.Tokens, Id(person.Tokens)));
        using var list = await Gateway.SendAsync(HttpMethod.Get, Path, person.Tokens.AccessToken);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, list);
        Assert.Equal(HttpStatusCode.Unauthorized, await EndAsync(person.Tokens, Id(person.Tokens)));
    }

    [Fact]
    public async Task An_administrator_ends_all_of_an_account()
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        var other = await Gateway.SignInAsync(person.Email);
        Assert.Equal(HttpStatusCode.NoContent, await EndAllAsync(admin, person.Account.Id));

        foreach (var tokens in new[] { person.Tokens, other })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(tokens.RefreshToken).StatusAsync());
        }

        Assert.Equal($"by: {admin.Account.Id}", await AuditedAsync(person));
        Assert.Equal(HttpStatusCode.NotFound, await EndAllAsync(admin, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync((await Gateway.SignInAsync(person.Email)).AccessToken).StatusAsync());
    }

    [Fact]
    public async Task When_there_are_too_many_the_oldest_ends()
    {
        var person = await Gateway.NewPersonAsync();
        var second = await Gateway.SignInAsync(person.Email);
        for (var more = RunningApplication.MaxSessions - 2; more > 0; more--)
        {
            await Gateway.SignInAsync(person.Email);
        }

        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        var last = await Gateway.SignInAsync(person.Email);
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(second.AccessToken).StatusAsync());
        Assert.Equal(RunningApplication.MaxSessions, (await ListAsync(last)).Length);
        Assert.Equal("more than Sessions:MaxPerAccount", await AuditedAsync(person));
    }

    private static Guid Id(Tokens tokens) => Guid.Parse(AccessToken.Claims(tokens.AccessToken)["sid"]!.ToString());

    private async Task<Session[]> ListAsync(Tokens tokens)
    {
        using var response = await Gateway.SendAsync(HttpMethod.Get, Path, tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Session[]>())!;
    }

    private Task<HttpStatusCode> EndAsync(Tokens tokens, Guid id) =>
        Gateway.SendAsync(HttpMethod.Delete, $"{Path}/{id}", tokens.AccessToken).StatusAsync();

    private Task<HttpStatusCode> EndAllAsync(Person admin, Guid id) =>
        Gateway.SendAsync(HttpMethod.Delete, $"/auth/accounts/{id}/sessions", admin.Tokens.AccessToken).StatusAsync();

    /// <summary>The details of the one event that tells of ended sessions.</summary>
    private async Task<string> AuditedAsync(Person person)
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var row = await database.RowAsync(
            $"SELECT MIN(details), COUNT(*) FROM audit_events WHERE event = 'SessionsEnded' AND account_id = UUID_TO_BIN('{person.Account.Id}')");
        Assert.Equal(1, Convert.ToInt32(row[1], null));
        return (string)row[0];
    }

    private sealed record Session(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool Current);
}
