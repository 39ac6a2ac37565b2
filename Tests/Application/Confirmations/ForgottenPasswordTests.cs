using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Confirmations;

/// <summary>Anybody can ask for a mail to any address. What that may do to its owner is little.</summary>
[Collection(OneApplication.Name)]
public sealed class ForgottenPasswordTests(RunningApplication application)
{
    private const string Age = "UPDATE mail_tokens SET created_at = created_at - INTERVAL @Seconds SECOND WHERE account_id = @Id";
    private const string Told = "SELECT COUNT(*) FROM audit_events WHERE event = 'PasswordResetRequested' AND account_id = @Id";
    private const string Fill = "UPDATE mail_counters SET mails = 20 WHERE account_id = @Id";
    private const string NextDay = "UPDATE mail_counters SET window_ends = UTC_TIMESTAMP(6) WHERE account_id = @Id";

    [Fact]
    public async Task A_link_is_not_replaced_before_its_owner_has_read_the_mail()
    {
        var person = await application.Gateway.NewPersonAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var first = await ForgotAsync(person);
        Assert.NotNull(first);

        await database.ExecuteAsync(Age, ("@Seconds", 9 * 60), ("@Id", Id(person)));
        Assert.Equal(first, await ForgotAsync(person));
        Assert.Equal(1, await database.CountAsync(Told, ("@Id", Id(person))));

        await database.ExecuteAsync(Age, ("@Seconds", 61), ("@Id", Id(person)));
        Assert.NotEqual(first, await ForgotAsync(person));
        Assert.Equal(2, await database.CountAsync(Told, ("@Id", Id(person))));
    }

    [Fact]
    public async Task A_mailbox_gets_so_many_a_day()
    {
        var person = await application.Gateway.NewPersonAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var first = await ForgotAsync(person);
        await database.ExecuteAsync(Fill, ("@Id", Id(person)));
        await database.ExecuteAsync(Age, ("@Seconds", 3600), ("@Id", Id(person)));
        Assert.Equal(first, await ForgotAsync(person));

        await database.ExecuteAsync(NextDay, ("@Id", Id(person)));
        Assert.NotEqual(first, await ForgotAsync(person));
    }

    private async Task<string?> ForgotAsync(Person person)
    {
        Assert.Equal(HttpStatusCode.Accepted, await application.Gateway.PostAsJsonAsync("/auth/password/forgot", new { person.Email }).StatusAsync());
        return await application.MailTokenHashAsync(person, MailTokens.Reset);
    }

    private static byte[] Id(Person person) => person.Account.Id.ToByteArray(bigEndian: true);
}
