using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.OwnAccount;

[Collection(OneApplication.Name)]
public sealed class UnicodeTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Theory]
    [InlineData("jos\u00E9", "jose\u0301", "example.org", "example.org")]
    [InlineData("kate", "\u212Aate", "example.org", "EXAMPLE.ORG")]
    [InlineData("ada", "\uFF41da", "b\u00FCcher.example", "xn--bcher-kva.example")]
    public async Task Two_ways_to_write_one_address_are_one_account(string first, string second, string domain, string sameDomain)
    {
        var unique = Guid.NewGuid().ToString("n");
        Assert.Equal(HttpStatusCode.Created, await Gateway.RegisterAsync($"{first}{unique}@{domain}").StatusAsync());
        Assert.Equal(HttpStatusCode.Conflict, await Gateway.RegisterAsync($"{second}{unique}@{sameDomain}").StatusAsync());
        await Gateway.SignInAsync($"{second}{unique}@{sameDomain}");
    }

    [Theory]
    [InlineData("\u0430da")] // Cyrillic а
    [InlineData("\u00E1da")]
    [InlineData("ad\u0251")] // Latin alpha
    public async Task What_looks_alike_is_another_account(string lookAlike)
    {
        var unique = Guid.NewGuid().ToString("n");
        Assert.Equal(HttpStatusCode.Created, await Gateway.RegisterAsync($"ada{unique}@example.org").StatusAsync());
        using var other = await Gateway.RegisterAsync($"{lookAlike}{unique}@example.org");
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
        Assert.Equal($"{lookAlike}{unique}@example.org", (await other.Content.ReadFromJsonAsync<Account>())!.Email);
    }

    [Fact]
    public async Task A_password_is_the_same_from_any_keyboard()
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.PostAsJsonAsync(
            Accounts.Register, new { Email = email, Password = "caf\u00E9 au lait et croissant" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        await Gateway.SignInAsync(email, "cafe\u0301 au lait et croissant");
    }

    [Theory]
    [InlineData("ada\\u0000@example.org")]
    [InlineData("ada\\ud800@example.org")]
    [InlineData("ada\\u202e@example.org")]
    [InlineData("ada\\r\\nBcc: eve@example.org")]
    public async Task What_no_mailbox_has_is_refused(string escaped)
    {
        var body = $$"""{ "email": "{{escaped}}", "password": "{{Accounts.Password}}" }""";
        using var content = new StringContent(body, encoding: null, "application/json");
        using var response = await Gateway.PostAsync(Accounts.Register, content);
        await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
    }
}
