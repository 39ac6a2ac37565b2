using System.Net.Mail;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Hosting.Tests.Orchestration;

/// <summary>The AppHost's mail server, twice on one machine.</summary>
public class MailServerTests
{
    private readonly IDistributedApplicationBuilder _builder = Application.Builder();

    [Fact]
    public async Task Each_run_has_mails_of_its_own_and_leaves_none_behind()
    {
        var temporary = Directory.CreateTempSubdirectory("hosting-tests-");
        try
        {
            var killed = temporary.CreateSubdirectory("maildev.killed");
            killed.LastWriteTimeUtc = DateTime.UtcNow.AddHours(-1);
            Add("one", temporary);
            Add("other", temporary);
            await using var app = _builder.Build();
            await app.StartAsync(Application.Deadline());
            await app.ResourceNotifications.WaitForResourceHealthyAsync("one", Application.Deadline());
            await app.ResourceNotifications.WaitForResourceHealthyAsync("other", Application.Deadline());
            Assert.Equal(2, temporary.GetDirectories().Length);
            Assert.False(Path.Exists(killed.FullName));

            var server = app.GetEndpoint("one", "smtp");
            using (var client = new SmtpClient(server.Host, server.Port))
            {
                await client.SendMailAsync("shop@example.no", "ada@example.no", "Hei", "Hei, Ada.", Application.Deadline());
            }

            Assert.Equal(1, await MailsAsync(app, "one"));
            Assert.Equal(0, await MailsAsync(app, "other"));

            // Whoever is still connected does not make it wait so long that DCP kills it, before it has removed its mails.
            using var connected = new TcpClient(server.Host, server.Port);
            using var reader = new StreamReader(connected.GetStream());
            Assert.StartsWith("220", await reader.ReadLineAsync(Application.Deadline()), StringComparison.Ordinal);
            await app.StopAsync(Application.Deadline());
            Assert.Empty(temporary.GetDirectories());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private void Add(string name, DirectoryInfo temporary) =>
        _builder.AddExecutable(name, "bash", Path.Combine(Repository.Root, "AppHost", "Mail"), "start")
            .WithEndpoint(scheme: "smtp", env: "MAILDEV_SMTP_PORT")
            .WithHttpEndpoint(name: "inbox", env: "MAILDEV_WEB_PORT")
            .WithHttpHealthCheck("/api/healthz")
            .WithEnvironment("TMPDIR", temporary.FullName);

    private static async Task<int> MailsAsync(DistributedApplication app, string name)
    {
        using var inbox = app.CreateHttpClient(name, "inbox");
        var mails = JsonDocument.Parse(await inbox.GetStringAsync("/api/email", Application.Deadline()));
        return mails.RootElement.GetArrayLength();
    }
}
