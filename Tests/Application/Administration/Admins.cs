using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Administration;

internal static class Admins
{
    /// <summary>Somebody new, signed in with the role.</summary>
    public static async Task<Person> NewAdminAsync(this RunningApplication application)
    {
        var person = await application.Gateway.NewPersonAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        await database.ExecuteAsync(
            "INSERT INTO account_roles (account_id, role) VALUES (@Id, 'admin')", ("@Id", person.Account.Id.ToByteArray(bigEndian: true)));
        return person with { Tokens = await application.Gateway.SignInAsync(person.Email) };
    }

    public static Task<HttpResponseMessage> PutRolesAsync(this HttpClient gateway, Person admin, Guid id, params string?[] roles) =>
        gateway.SendAsync(HttpMethod.Put, $"/auth/accounts/{id}/roles", admin.Tokens.AccessToken, new { Roles = roles });
}
