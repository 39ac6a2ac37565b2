using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Mail;

/// <summary>The mails about an account, from the request to what their links do.</summary>
[Collection(OneApplication.Name)]
public sealed class AccountMailTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    private static HttpRequestMessage In(string language, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return request;
    }

    [Theory]
    [InlineData("nb-NO, en;q=0.5", "Velkommen", "Kontoen din er klar")]
    [InlineData("nn", "Velkommen", "Kontoen din er klar")]
    [InlineData("is, nb;q=0.9", "Welcome", "Your account is ready")]
    public async Task Who_registers_is_welcomed_in_their_language(string language, string subject, string text)
    {
        var email = Accounts.NewEmail();
        using var response = await Gateway.SendAsync(In(language, Accounts.Register, new { Email = email, Accounts.Password }));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);

        var mail = await application.MailAsync(email, subject);
        Assert.Contains(text, mail.Text, StringComparison.Ordinal);
        Assert.Contains(text, mail.Html, StringComparison.Ordinal);
        Assert.Equal("no-reply@example.org", Assert.Single(mail.From).Address);
        Assert.Single(await application.MailsToAsync(email));
    }

    [Fact]
    public async Task The_link_of_a_confirmation_confirms_the_address()
    {
        var person = await Gateway.NewPersonAsync();
        using var requested = await Gateway.SendAsync(HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens.AccessToken);
        Assert.Equal(HttpStatusCode.Accepted, requested.StatusCode);

        var mail = await application.MailAsync(person.Email, "Confirm your e-mail address");
        var token = mail.Token(new Uri(Gateway.BaseAddress!, "confirm-email"));
        Assert.Equal(HttpStatusCode.NoContent, await Gateway.PostAsJsonAsync("/auth/email/confirm", new { Token = token }).StatusAsync());
        using var me = await Gateway.MeAsync(person.Tokens.AccessToken);
        Assert.True((await me.Content.ReadFromJsonAsync<Account>())!.EmailConfirmed);
    }

    [Fact]
    public async Task The_link_of_a_reset_sets_a_new_password()
    {
        const string Next = "another horse, the same staple";
        var person = await Gateway.NewPersonAsync();
        using var requested = await Gateway.SendAsync(In("nb", "/auth/password/forgot", new { person.Email }));
        Assert.Equal(HttpStatusCode.Accepted, requested.StatusCode);

        var mail = await application.MailAsync(person.Email, "Velg et nytt passord");
        var token = mail.Token(new Uri(Gateway.BaseAddress!, "reset-password"));
        Assert.Equal(
            HttpStatusCode.NoContent, await Gateway.PostAsJsonAsync("/auth/password/reset", new { Token = token, NewPassword = Next }).StatusAsync());
        await Gateway.SignInAsync(person.Email, Next);
    }

    /// <summary>The token's text is in the outbox until the broker has the event, and nowhere after that.</summary>
    [Fact]
    public async Task A_token_is_forgotten_once_it_is_sent()
    {
        var person = await Gateway.NewPersonAsync();
        using var requested = await Gateway.SendAsync(HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens.AccessToken);
        var mail = await application.MailAsync(person.Email, "Confirm your e-mail address");
        var token = mail.Token(new Uri(Gateway.BaseAddress!, "confirm-email"));

        foreach (var (name, table, column) in new[] { ("auth-db", "messaging_outbox", "body"), ("email-db", "mails", "data") })
        {
            await using var database = await AuthDatabase.OpenAsync(application.App, name);
            await Wait.UntilAsync(
                $"the token is gone from {table}",
                async () => await database.CountAsync($"SELECT COUNT(*) FROM {table} WHERE INSTR({column}, @Token) > 0", ("@Token", token)) == 0,
                Deadlines.Answer);
        }
    }
}
