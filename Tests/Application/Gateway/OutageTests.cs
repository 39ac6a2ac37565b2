using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Aspire.Hosting.ApplicationModel;

namespace Application.Tests.Gateway;

[Collection(OneApplication.Name)]
public sealed class OutageTests(RunningApplication application)
{
    private const int Replicas = 2;

    [Fact]
    public async Task A_stopped_auth_is_a_problem_of_the_gateway_until_it_is_started_again()
    {
        try
        {
            await ExecuteAsync(KnownResourceCommands.StopCommand);
            using var refused = await application.Gateway.RegisterAsync(Accounts.NewEmail());
            Assert.InRange(refused.StatusCode, HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
            await Problem.ReadAsync(refused.StatusCode, refused);
            if (refused.StatusCode != HttpStatusCode.GatewayTimeout)
            {
                Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }
        }
        finally
        {
            await ExecuteAsync(KnownResourceCommands.StartCommand);
            await application.HealthyAsync("auth");
        }

        using var accepted = await application.Gateway.RegisterAsync(Accounts.NewEmail());
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    private async Task ExecuteAsync(string command)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        foreach (var replica in await ReplicasAsync(deadline.Token))
        {
            var result = await application.App.ResourceCommands.ExecuteCommandAsync(replica, command, deadline.Token);
            Assert.True(result.Success, result.Message);
        }
    }

    /// <summary>Their ids: Aspire takes a resource's name for one instance only.</summary>
    private async Task<HashSet<string>> ReplicasAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in application.App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (change.Resource.Name == "auth" && ids.Add(change.ResourceId) && ids.Count == Replicas)
            {
                break;
            }
        }

        return ids;
    }
}
