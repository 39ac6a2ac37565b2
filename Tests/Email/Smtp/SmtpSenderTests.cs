using Email.Smtp;
using Email.Templates;
using Microsoft.Extensions.Options;

namespace Email.Tests.Smtp;

/// <summary>What is concluded from a server's answers, and from its silence.</summary>
public sealed class SmtpSenderTests
{
    private static readonly IOptions<SmtpOptions> Settings = Options.Create(new SmtpOptions
    {
        From = "no-reply@example.org",
        FromName = "Æsops fabler",
        ConnectTimeout = TimeSpan.FromSeconds(5),
        SendTimeout = TimeSpan.FromSeconds(1),
    });

    private static readonly MailText Text = new("Grüße", "text", "<p>html</p>");

    [Theory]
    [InlineData("250 ok", "250 taken", SmtpResult.Taken)]
    [InlineData("451 later", "250 taken", SmtpResult.NotNow)]
    [InlineData("550 nobody here", "250 taken", SmtpResult.Never)]
    [InlineData(null, "250 taken", SmtpResult.NotNow)]
    [InlineData("", "250 taken", SmtpResult.NotNow)]
    [InlineData("250 ok", "451 full", SmtpResult.NotNow)]
    [InlineData("250 ok", "554 spam", SmtpResult.Never)]
    [InlineData("250 ok", null, SmtpResult.Unknown)]
    [InlineData("250 ok", "", SmtpResult.Unknown)]
    internal async Task What_became_of_a_mail(string? recipient, string? content, SmtpResult expected)
    {
        await using var server = new ScriptedServer { Recipient = recipient, Content = content };
        using var pool = Pool(server);
        Assert.Equal(expected, (await SendAsync(server, pool)).Result);
    }

    [Fact]
    public async Task A_connection_serves_many_mails_and_a_broken_one_none()
    {
        await using var server = new ScriptedServer();
        using var pool = Pool(server);
        Assert.Equal(SmtpResult.Taken, (await SendAsync(server, pool)).Result);
        Assert.Equal(SmtpResult.Taken, (await SendAsync(server, pool)).Result);
        Assert.Equal((1, 2), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task A_refusal_does_not_repeat_the_address()
    {
        await using var server = new ScriptedServer { Recipient = "550 ada@example.org is unknown" };
        using var pool = Pool(server);
        Assert.Equal("550 <recipient> is unknown", (await SendAsync(server, pool)).Reason);
    }

    [Fact]
    public async Task An_address_that_the_server_cannot_take_is_refused_for_good()
    {
        await using var server = new ScriptedServer();
        using var pool = Pool(server);
        Assert.Equal(SmtpResult.Never, (await SendAsync(server, pool, "bjørn@example.org")).Result);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_to_be()
    {
        SmtpPool pool;
        await using (var server = new ScriptedServer())
        {
            pool = Pool(server);
        }

        using (pool)
        {
            var exception = await Assert.ThrowsAnyAsync<Exception>(() => pool.RentAsync(CancellationToken.None));
            Assert.True(SmtpPool.IsAway(exception), exception.ToString());
        }
    }

    private static SmtpAddress Address(ScriptedServer server) => new("127.0.0.1", server.Port, SmtpTls.None, User: null, Password: null);

    private static SmtpPool Pool(ScriptedServer server) => new(Address(server), Settings, TimeProvider.System);

    private static async Task<SmtpOutcome> SendAsync(ScriptedServer server, SmtpPool pool, string to = "ada@example.org")
    {
        var sender = new SmtpSender(pool, Address(server), Settings);
        var connection = await pool.RentAsync(CancellationToken.None);
        return await sender.SendAsync(connection, Guid.CreateVersion7(), to, Text, CancellationToken.None);
    }
}
