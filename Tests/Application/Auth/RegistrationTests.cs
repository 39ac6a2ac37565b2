using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.Auth;

[Collection(OneApplication.Name)]
public sealed class RegistrationTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_registration_is_created_and_reads_back_the_same()
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var account = (await created.Content.ReadFromJsonAsync<Account>())!;
        Assert.Equal(email, account.Email);
        Assert.Equal($"/auth/accounts/{account.Id}", created.Headers.Location?.OriginalString);
        Assert.InRange(account.CreatedAt, DateTimeOffset.UtcNow - Deadlines.Answer, DateTimeOffset.UtcNow);

        var tokens = await Gateway.SignInAsync(email);
        using var read = await Gateway.SendAsync(HttpMethod.Get, created.Headers.Location!.OriginalString, tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equivalent(account, await read.Content.ReadFromJsonAsync<Account>());
    }

    [Fact]
    public async Task An_account_shows_what_its_owner_may_know_and_nothing_else()
    {
        using var created = await Gateway.RegisterAsync(Accounts.NewEmail());
        var account = await created.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["id", "email", "emailConfirmed", "roles", "createdAt"], account.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}\t")]
    [InlineData("{1}")]
    public async Task An_address_is_taken_in_whatever_letters_and_spaces_it_comes(string form)
    {
        var email = Accounts.NewEmail();
        using var first = await Gateway.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);

        using var second = await Gateway.RegisterAsync(string.Format(null, form, email, email.ToUpperInvariant()));
        await Problem.ReadAsync(HttpStatusCode.Conflict, second);
    }

    /// <summary>Several rounds, because a check before the insert would often get away with one.</summary>
    [Fact]
    public async Task Of_two_registrations_of_one_address_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var email = Accounts.NewEmail();
            var answers = await Task.WhenAll(Gateway.RegisterAsync(email), Gateway.RegisterAsync(email));
            Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }
}
