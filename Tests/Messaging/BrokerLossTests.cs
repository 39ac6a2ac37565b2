using Messaging.Tests.Running;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class BrokerLossTests(Servers servers)
{
    // As it ships: the other tests do without.
    private static readonly (string, string) Settling = ("Messaging:QueueSettles", "00:00:02");

    [Fact]
    public async Task Without_a_broker_the_service_starts_serves_and_keeps_what_it_has_to_tell()
    {
        await using var world = await World.CreateAsync(servers);
        await world.KillBrokerAsync();

        var shop = await world.StartShopAsync();
        await shop.PublishAsync(new OrderPlaced(1));
        await shop.SaysAsync("The relay lost the broker or the database");
        var health = "";
        await Wait.UntilAsync(
            "the backlog is seen",
            async () => (health = await shop.Client.GetStringAsync(new Uri("/health", UriKind.Relative))).Contains("In the outbox 1,", StringComparison.Ordinal),
            detail: () => health);
        Assert.StartsWith("Healthy\n", health, StringComparison.Ordinal);
        Assert.Contains("relay away", health, StringComparison.Ordinal);
        Assert.Equal(1, await world.QueryAsync<int>("SELECT COUNT(*) FROM messaging_outbox"));

        await world.StartBrokerAsync();
        await world.HandledAsync(1);
        await world.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task A_broker_that_is_killed_and_started_under_load_loses_and_doubles_nothing()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:RelayBatch", "20"), Settling);
        var publishing = Task.Run(async () =>
        {
            for (var number = 1; number <= 400; number++)
            {
                await shop.PublishAsync(new OrderPlaced(number));
            }
        });

        await Wait.UntilAsync("some are handled", async () => (await world.HandledAsync()).Count > 20);
        await world.KillBrokerAsync();
        await world.StartBrokerAsync();
        await publishing;

        await world.HandledAsync([.. Enumerable.Range(1, 400)]);
        await world.OutboxIsEmptyAsync();
    }

    /// <summary>RabbitMQ forgets a queue, with all that it has confirmed, if it is killed within half a second of making it.</summary>
    [Fact]
    public async Task A_broker_that_is_killed_when_a_queue_has_just_been_made_loses_nothing()
    {
        await using var world = await World.CreateAsync(servers);
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));
        var consumer = await world.StartShopAsync(Settling);
        await Wait.UntilAsync("the queue is there", async () => await world.CountAsync("shop.events") == 0);
        for (var number = 1; number <= 20; number++)
        {
            await publisher.PublishAsync(new OrderPlaced(number, "fail 1"));
        }

        await world.KillBrokerAsync();
        await world.StartBrokerAsync();
        await consumer.SaysAsync("shop.events is consumed");
        await world.HandledAsync([.. Enumerable.Range(1, 20)]);
        await world.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task A_confirm_that_does_not_come_ends_the_session_and_the_event_is_sent_again()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        await shop.PublishAsync(new OrderPlaced(1));
        await world.HandledAsync(1);

        await world.FreezeBrokerAsync();
        await shop.PublishAsync(new OrderPlaced(2));
        await shop.SaysAsync("were not confirmed within 00:00:02");
        Assert.Equal(1, await world.QueryAsync<int>("SELECT COUNT(*) FROM messaging_outbox"));
        await world.ThawBrokerAsync();

        await world.HandledAsync(1, 2);
        await world.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task A_management_api_that_cannot_be_reached_is_told_and_nothing_is_consumed_without_policies()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.StartShopAsync(("Messaging:ManagementUrl", "http://127.0.0.1:1"));

        await shop.PublishAsync(new OrderPlaced(1));
        await shop.SaysAsync("The policies of the queue shop.events could not be put");
        await world.OutboxIsEmptyAsync();
        Assert.Empty(await world.HandledAsync());
    }
}
