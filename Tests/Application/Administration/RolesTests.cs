using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Administration;

[Collection(OneApplication.Name)]
public sealed class RolesTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_role_that_is_given_counts_with_the_next_refresh()
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        using var changed = await Gateway.PutRolesAsync(admin, person.Account.Id, "admin", "admin");
        Assert.Equal(["admin"], (await changed.Content.ReadFromJsonAsync<Account>())!.Roles);

        Assert.Equal(HttpStatusCode.Forbidden, await ListAsync(person.Tokens).StatusAsync());
        using var refreshed = await Gateway.RefreshAsync(person.Tokens.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await ListAsync(await refreshed.TokensAsync()).StatusAsync());
    }

    /// <summary>The access token says "admin" for some minutes more.</summary>
    [Fact]
    public async Task A_role_that_is_taken_away_ends_the_sessions()
    {
        var (admin, other) = (await application.NewAdminAsync(), await application.NewAdminAsync());
        using var changed = await Gateway.PutRolesAsync(admin, other.Account.Id);
        Assert.Empty((await changed.Content.ReadFromJsonAsync<Account>())!.Roles);

        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(other.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(other.Tokens.AccessToken).StatusAsync());
        using var again = await Gateway.PutRolesAsync(other, other.Account.Id, "admin");
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, again);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var admin = await application.NewAdminAsync();
        await WithoutOthersAsync(admin, async () =>
        {
            using var demoted = await Gateway.PutRolesAsync(admin, admin.Account.Id);
            await Problem.ReadAsync(HttpStatusCode.Conflict, demoted);
            using var deleted = await Gateway.SendAsync(
                HttpMethod.Post, "/auth/me/deletion", admin.Tokens.AccessToken, new { Accounts.Password });
            await Problem.ReadAsync(HttpStatusCode.Conflict, deleted);
            Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(admin.Tokens.AccessToken).StatusAsync());
        });
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one()
    {
        var (one, other) = (await application.NewAdminAsync(), await application.NewAdminAsync());
        var answers = await Task.WhenAll(
            Gateway.PutRolesAsync(one, other.Account.Id).StatusAsync(), Gateway.PutRolesAsync(other, one.Account.Id).StatusAsync());
        var refused = Assert.Single(answers, status => status != HttpStatusCode.OK);

        // By the check of the session, or, past that, by the one in the transaction.
        Assert.True(refused is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, refused.ToString());
    }

    [Fact]
    public async Task What_is_no_role_is_refused_and_nobody_is_not_found()
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        foreach (var roles in new string?[]?[] { ["root"], ["admin", null], ["Admin"], ["' OR ''='"], null })
        {
            using var refused = await Gateway.SendAsync(
                HttpMethod.Put, $"/auth/accounts/{person.Account.Id}/roles", admin.Tokens.AccessToken, new { Roles = roles });
            await Problem.ReadAsync(HttpStatusCode.BadRequest, refused);
        }

        using var nobody = await Gateway.PutRolesAsync(admin, Guid.NewGuid(), "admin");
        await Problem.ReadAsync(HttpStatusCode.NotFound, nobody);
    }

    private Task<HttpResponseMessage> ListAsync(Tokens tokens) => Gateway.SendAsync(HttpMethod.Get, "/auth/accounts", tokens.AccessToken);

    private async Task WithoutOthersAsync(Person admin, Func<Task> test)
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var id = ("@Id", (object)admin.Account.Id.ToByteArray(bigEndian: true));
        await database.ExecuteAsync(
            "CREATE TEMPORARY TABLE others SELECT * FROM account_roles WHERE account_id <> @Id; DELETE FROM account_roles WHERE account_id <> @Id", id);
        try
        {
            await test();
        }
        finally
        {
            await database.ExecuteAsync("INSERT INTO account_roles SELECT * FROM others");
        }
    }
}
