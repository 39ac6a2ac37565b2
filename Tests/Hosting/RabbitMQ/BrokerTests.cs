using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Hosting.Tests.RabbitMQ;

/// <summary>The fixture has already seen it become healthy.</summary>
[Collection(SharedBroker.Name)]
public class BrokerTests(RunningBroker broker)
{
    [Fact]
    public async Task A_queue_that_is_declared_as_durable_and_no_more_is_a_quorum_queue()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Application.Deadline());

        await DeclareAsync(channel, "plain");

        Assert.Equal("quorum", await TypeAsync("plain"));
    }

    [Fact]
    public async Task A_message_outlives_a_restart_on_its_volume()
    {
        await using (var connection = await ConnectAsync())
        {
            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            await using var channel = await connection.CreateChannelAsync(confirmed, Application.Deadline());
            await DeclareAsync(channel, "kept");
            await channel.BasicPublishAsync(
                "", "kept", mandatory: true, new BasicProperties { Persistent = true }, "still here"u8.ToArray(), Application.Deadline());
        }

        var restarted = await broker.App.ResourceCommands.ExecuteCommandAsync(
            RunningBroker.Name, KnownResourceCommands.RestartCommand, Application.Deadline());
        Assert.True(restarted.Success, restarted.Message);
        await broker.HealthyAsync();

        await using var again = await ConnectAsync();
        await using var reading = await again.CreateChannelAsync(cancellationToken: Application.Deadline());
        var message = await reading.BasicGetAsync("kept", autoAck: true, Application.Deadline());
        Assert.Equal("still here", Encoding.UTF8.GetString(message!.Body.Span));
    }

    [Fact]
    public async Task With_a_wrong_password_it_is_unhealthy_and_the_reason_is_said()
    {
        var right = new Uri(broker.ConnectionString);
        var address = $"{right.Host}:{right.Port}";

        var health = await new RabbitMQHealthCheck(ReferenceExpression.Create($"amqp://guest:wrong@{address}"))
            .CheckHealthAsync(new HealthCheckContext(), Application.Deadline());

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("ACCESS_REFUSED", health.Description, StringComparison.Ordinal);
    }

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync(Application.Deadline());

    private static Task<QueueDeclareOk> DeclareAsync(IChannel channel, string queue) => channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false, arguments: null, cancellationToken: Application.Deadline());

    private async Task<string?> TypeAsync(string queue)
    {
        using var client = new HttpClient { BaseAddress = broker.Management };
        var login = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(new Uri(broker.ConnectionString).UserInfo));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        var found = await client.GetFromJsonAsync<JsonElement>($"/api/queues/%2F/{queue}", Application.Deadline());
        return found.GetProperty("type").GetString();
    }
}
