using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Administration;

/// <summary>An access token lives for minutes after its session. An administrator's is worth nothing in them.</summary>
[Collection(OneApplication.Name)]
public sealed class EndedAdminTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    public static TheoryData<string, string> Privileged => new()
    {
        { "GET", "/auth/accounts" },
        { "GET", "/auth/accounts/{0}" },
        { "GET", "/auth/audit" },
        { "PUT", "/auth/accounts/{0}/roles" },
        { "DELETE", "/auth/accounts/{0}/sessions" },
    };

    [Theory]
    [MemberData(nameof(Privileged))]
    public async Task Who_signed_out_is_asked_to_sign_in(string method, string path)
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        Assert.True(await CallAsync(admin, method, path, person) is HttpStatusCode.OK or HttpStatusCode.NoContent);

        Assert.Equal(HttpStatusCode.NoContent, await Gateway.LogoutAsync(admin.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(admin, method, path, person));
    }

    /// <summary>As it would be after a sign-in that ran beside the change of roles.</summary>
    [Theory]
    [MemberData(nameof(Privileged))]
    public async Task Who_lost_the_role_in_a_session_that_lives_is_asked_for_a_newer_token(string method, string path)
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        await using var database = await AuthDatabase.OpenAsync(application.App);
        await database.ExecuteAsync(
            "DELETE FROM account_roles WHERE account_id = @Id", ("@Id", admin.Account.Id.ToByteArray(bigEndian: true)));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(admin, method, path, person));
    }

    [Fact]
    public async Task An_owner_who_signed_out_does_not_see_the_own_account()
    {
        var person = await Gateway.NewPersonAsync();
        await Gateway.LogoutAsync(person.Tokens.RefreshToken).StatusAsync();
        using var refused = await Gateway.SendAsync(HttpMethod.Get, $"/auth/accounts/{person.Account.Id}", person.Tokens.AccessToken);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, refused);
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(refused.Headers.WwwAuthenticate).ToString());
    }

    private Task<HttpStatusCode> CallAsync(Person admin, string method, string path, Person about) => Gateway.SendAsync(
        new HttpMethod(method),
        string.Format(null, path, about.Account.Id),
        admin.Tokens.AccessToken,
        method == "PUT" ? new { Roles = Array.Empty<string>() } : null).StatusAsync();
}
