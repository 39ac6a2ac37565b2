using Messaging.Tests.Running;
using Shop;

namespace Messaging.Tests;

/// <summary>Processes that end without a word (SIGKILL), at the worst moments.</summary>
[Collection(WithServers.Name)]
public sealed class KillTests(Servers servers)
{
    [Fact]
    public async Task A_relay_that_is_killed_is_replaced_and_nothing_is_lost_or_doubled()
    {
        await using var world = await World.CreateAsync(servers);
        var standby = await world.ShopAsync();
        await standby.SaysAsync("This replica relays the outbox");
        await standby.StopAsync();
        var relay = await world.ShopProcessAsync(("Messaging:RelayBatch", "10"));
        var consumer = await ConsumerTests.ConsumingAsync(world);
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));

        for (var number = 1; number <= 300; number++)
        {
            await publisher.PublishAsync(new OrderPlaced(number));
            if (number == 150)
            {
                relay.Kill();
            }
        }

        await world.HandledAsync([.. Enumerable.Range(1, 300)]);
        await world.OutboxIsEmptyAsync();
        Assert.NotEmpty(consumer.Log);
    }

    [Fact]
    public async Task A_consumer_killed_before_its_commit_has_done_nothing_and_another_does_it()
    {
        await using var world = await World.CreateAsync(servers);
        var victim = await world.ShopProcessAsync();
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));

        await publisher.PublishAsync(new OrderPlaced(1, "kill"));
        await victim.EndAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(await world.HandledAsync());

        await ConsumerTests.ConsumingAsync(world);
        await world.HandledAsync(1);
    }

    [Fact]
    public async Task A_consumer_killed_between_commit_and_acknowledgement_does_not_double()
    {
        await using var world = await World.CreateAsync(servers);
        var victim = await world.ShopProcessAsync(("Shop:CrashAfterCommit", "true"));
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));

        await publisher.PublishAsync(new OrderPlaced(1));
        await victim.EndAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1], await world.HandledAsync());

        var heir = await ConsumerTests.ConsumingAsync(world);
        await heir.SaysAsync("came again; it was settled before (Handled)");
        Assert.Equal([1], await world.HandledAsync());
        await Wait.UntilAsync("it is acknowledged", async () => await world.CountAsync("shop.events") == 0);
    }
}
