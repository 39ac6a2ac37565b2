using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Hosting.Tests.Orchestration;

public class SideBySideTests
{
    [Fact]
    public async Task Two_AppHosts_run_at_once_and_know_nothing_of_each_other()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var account = new { email = "both@example.no", password = "correct horse battery staple" };

        foreach (var app in new[] { one, other })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Application.Deadline());
            using var client = app.CreateHttpClient("gateway");
            using var response = await client.PostAsJsonAsync("/auth/register", account);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    private static async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Application.Deadline());
        try
        {
            Application.ForgetVolumes(builder);
            var app = await builder.BuildAsync(Application.Deadline());
            await app.StartAsync(Application.Deadline());
            return app;
        }
        catch
        {
            await builder.DisposeAsync();
            throw;
        }
    }
}
