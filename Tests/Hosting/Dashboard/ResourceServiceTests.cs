using Grpc.Core;
using Grpc.Net.Client;
using Hosting.Run.Dashboard;
using Hosting.Run.Dashboard.Wire;

namespace Hosting.Tests.Dashboard;

/// <summary>The dashboard's side of the contract.</summary>
[Collection(SharedDashboard.Name)]
public sealed class ResourceServiceTests(DashboardApplication application) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(application.ResourceServiceUrl);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task A_restart_from_the_dashboard_replaces_one_replica_and_leaves_the_other()
    {
        var client = new DashboardService.DashboardServiceClient(_channel);
        var replicas = (await ResourcesAsync(client)).Where(resource => resource.DisplayName == "auth").ToList();
        var (chosen, other) = (replicas[0], replicas[1]);

        var response = await client.ExecuteResourceCommandAsync(
            new ResourceCommandRequest { ResourceName = chosen.Name, CommandName = "restart", ResourceType = "Project" }, Key(), Deadline());
        Assert.Equal(ResourceCommandResponseKind.Succeeded, response.Kind);

        await application.App.ResourceNotifications.WaitForResourceHealthyAsync("auth", Application.Deadline());
        var after = (await ResourcesAsync(client)).ToDictionary(resource => resource.Name);
        Assert.NotEqual(Process(chosen), Process(after[chosen.Name]));
        Assert.Equal(Process(other), Process(after[other.Name]));
        Assert.Equal("Running", after[chosen.Name].State);
    }

    [Fact]
    public async Task A_secret_is_sent_as_one_that_is_to_be_masked()
    {
        var resources = await ResourcesAsync(new DashboardService.DashboardServiceClient(_channel));

        var database = Assert.Single(resources, resource => resource.DisplayName == "auth-db");
        var connection = Assert.Single(database.Properties, property => property.Name == "resource.connectionString");
        Assert.Contains("Password=", connection.Value.StringValue, StringComparison.Ordinal);
        Assert.True(connection.IsSensitive);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another key")]
    public async Task Without_the_key_nothing_is_told(string? key)
    {
        var client = new DashboardService.DashboardServiceClient(_channel);
        var headers = key is null ? [] : new Metadata { { ResourceServiceHost.ApiKeyHeader, key } };

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.GetApplicationInformationAsync(new ApplicationInformationRequest(), headers, Deadline()));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task The_console_of_a_replica_is_shown()
    {
        var client = new DashboardService.DashboardServiceClient(_channel);
        var gateway = (await ResourcesAsync(client)).Single(resource => resource.DisplayName == "gateway");

        using var logs = client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = gateway.Name }, Key(), Deadline());
        while (await logs.ResponseStream.MoveNext(Application.Deadline()))
        {
            if (logs.ResponseStream.Current.LogLines.Any(line => line.Text.Contains("Now listening on", StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail("The gateway's console does not say where it listens.");
    }

    private static async Task<IReadOnlyList<Resource>> ResourcesAsync(DashboardService.DashboardServiceClient client)
    {
        using var watch = client.WatchResources(new WatchResourcesRequest(), Key(), Deadline());
        Assert.True(await watch.ResponseStream.MoveNext(Application.Deadline()));
        return watch.ResponseStream.Current.InitialData.Resources;
    }

    private static string Process(Resource resource) =>
        resource.Properties.Single(property => property.Name == "executable.pid").Value.ToString();

    private static Metadata Key() => new() { { ResourceServiceHost.ApiKeyHeader, DashboardApplication.ApiKey } };

    private static DateTime Deadline() => DateTime.UtcNow + Application.Time;
}
