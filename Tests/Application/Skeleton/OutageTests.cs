using System.Net;
using Application.Tests.Running;
using Aspire.Hosting.ApplicationModel;

namespace Application.Tests.Skeleton;

[Collection(OneApplication.Name)]
public sealed class OutageTests(RunningApplication application)
{
    [Fact]
    public async Task A_stopped_auth_is_a_problem_of_the_gateway_until_it_is_started_again()
    {
        try
        {
            await CommandAsync(KnownResourceCommands.StopCommand);
            using var refused = await application.Gateway.RegisterAsync(Accounts.NewEmail());
            Assert.InRange(refused.StatusCode, HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
            await Problem.ReadAsync(refused.StatusCode, refused);
        }
        finally
        {
            await CommandAsync(KnownResourceCommands.StartCommand);
            await application.HealthyAsync("auth");
        }

        using var accepted = await application.Gateway.RegisterAsync(Accounts.NewEmail());
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    private async Task CommandAsync(string command)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        var result = await application.App.ResourceCommands.ExecuteCommandAsync("auth", command, deadline.Token);
        Assert.True(result.Success, result.Message);
    }
}
