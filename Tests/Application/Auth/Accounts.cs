using System.Net.Http.Json;

namespace Application.Tests.Auth;

/// <summary>What an account looks like from outside.</summary>
internal sealed record Account(Guid Id, string Email, DateTimeOffset CreatedAt);

/// <summary>Auth's API as a client of the gateway calls it.</summary>
internal static class Accounts
{
    public const string Register = "/auth/register";
    public const string Password = "correct horse battery staple";

    /// <summary>Nobody has it yet, so that tests do not depend on each other.</summary>
    public static string NewEmail() => $"{Guid.NewGuid():n}@example.org";

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient gateway, string email) =>
        gateway.PostAsJsonAsync(Register, new { Email = email, Password });
}
