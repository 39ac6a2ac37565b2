using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.Administration;

[Collection(OneApplication.Name)]
public sealed class AccountListTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task Pages_together_are_everybody_once_in_order()
    {
        var admin = await application.NewAdminAsync();
        var prefix = Guid.NewGuid().ToString("n");
        foreach (var name in new[] { "c", "a", "b" })
        {
            using var created = await Gateway.RegisterAsync($"{prefix}{name}@example.org");
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await PageAsync(admin, $"search={prefix.ToUpperInvariant()}&limit=2&after={next}");
            Assert.InRange(page.Accounts.Length, 1, 2);
            seen.AddRange(page.Accounts.Select(account => account.Email));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal([$"{prefix}a@example.org", $"{prefix}b@example.org", $"{prefix}c@example.org"], seen);
    }

    [Fact]
    public async Task A_search_is_for_the_start_of_the_address_and_nothing_in_it_is_a_wildcard()
    {
        var admin = await application.NewAdminAsync();
        var unique = Guid.NewGuid().ToString("n");
        using var underscore = await Gateway.RegisterAsync($"{unique}_a@example.org");
        using var letter = await Gateway.RegisterAsync($"{unique}xa@example.org");
        using var percent = await Gateway.RegisterAsync($"{unique}%!a@example.org");

        Assert.Equal([$"{unique}_a@example.org"], await FindAsync(admin, $"{unique}_"));
        Assert.Equal([$"{unique}%!a@example.org"], await FindAsync(admin, $"{unique}%"));
        Assert.Equal([$"{unique}%!a@example.org"], await FindAsync(admin, $"{unique}%!a@example.org"));
        Assert.Empty(await FindAsync(admin, "%"));
        Assert.Empty(await FindAsync(admin, "@example.org"));
        Assert.Empty(await FindAsync(admin, "' OR ''='"));
        Assert.Empty(await FindAsync(admin, "a\0"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("after=!", "after")]
    [InlineData("limit=0&after=!", "limit,after")]
    public async Task What_is_no_query_is_refused(string query, string faults)
    {
        var admin = await application.NewAdminAsync();
        using var response = await Gateway.SendAsync(HttpMethod.Get, $"/auth/accounts?{query}", admin.Tokens.AccessToken);
        var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Equal(faults.Split(','), problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    [Theory]
    [InlineData("/auth/accounts?limit=many")]
    [InlineData("/auth/audit?limit=many")]
    [InlineData("/auth/audit?limit=0")]
    [InlineData("/auth/audit?before=now")]
    [InlineData("/auth/audit?account=ada")]
    public async Task What_is_no_number_is_refused(string path)
    {
        var admin = await application.NewAdminAsync();
        using var response = await Gateway.SendAsync(HttpMethod.Get, path, admin.Tokens.AccessToken);
        await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("GET", "/auth/accounts")]
    [InlineData("GET", "/auth/audit")]
    [InlineData("PUT", "/auth/accounts/00000000-0000-7000-8000-000000000000/roles")]
    [InlineData("DELETE", "/auth/accounts/00000000-0000-7000-8000-000000000000/sessions")]
    public async Task It_is_for_administrators(string method, string path)
    {
        var person = await Gateway.NewPersonAsync();
        using var response = await Gateway.SendAsync(new HttpMethod(method), path, person.Tokens.AccessToken);
        await Problem.ReadAsync(HttpStatusCode.Forbidden, response);
    }

    [Fact]
    public async Task An_administrator_sees_the_account_of_anybody()
    {
        var (admin, person) = (await application.NewAdminAsync(), await Gateway.NewPersonAsync());
        using var response = await Gateway.SendAsync(HttpMethod.Get, $"/auth/accounts/{person.Account.Id}", admin.Tokens.AccessToken);
        Assert.Equivalent(person.Account, await response.Content.ReadFromJsonAsync<Account>());
    }

    private async Task<IEnumerable<string>> FindAsync(Person admin, string search) =>
        (await PageAsync(admin, $"search={Uri.EscapeDataString(search)}")).Accounts.Select(account => account.Email);

    private async Task<Page> PageAsync(Person admin, string query)
    {
        using var response = await Gateway.SendAsync(HttpMethod.Get, $"/auth/accounts?{query}", admin.Tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Page>())!;
    }

    private sealed record Page(Account[] Accounts, string? Next);
}
