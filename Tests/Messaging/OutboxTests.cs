using Dapper;
using Messaging.Tests.Running;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class OutboxTests(Servers servers)
{
    [Fact]
    public async Task What_is_committed_is_handled_once_and_leaves_the_outbox()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        await shop.PublishAsync(new OrderPlaced(1, Note: "æøå"));

        await world.HandledAsync(1);
        await world.OutboxIsEmptyAsync();
        Assert.Equal("æøå", await world.QueryAsync<string>("SELECT note FROM handled"));
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_sent()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.TransactAsync(async transaction =>
        {
            await shop.PublishAsync(transaction, new OrderPlaced(1));
            throw new InvalidOperationException();
        }));
        await shop.PublishAsync(new OrderPlaced(2));

        await world.HandledAsync(2);
    }

    [Fact]
    public async Task A_transaction_that_commits_later_with_a_lower_id_is_not_lost()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        await shop.TransactAsync(async late =>
        {
            await shop.PublishAsync(late, new OrderPlaced(1));
            await shop.PublishAsync(new OrderPlaced(2));
            await world.HandledAsync(2);
            await world.OutboxIsEmptyAsync();
        });

        await world.HandledAsync(1, 2);
        Assert.Equal([2, 1], await world.HandledAsync());
    }

    [Fact]
    public async Task Events_arrive_in_the_order_of_their_commits_where_one_at_a_time_is_handled()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:Concurrency", "1"), ("Messaging:RelayBatch", "20"));

        for (var number = 1; number <= 120; number++)
        {
            await shop.PublishAsync(new OrderPlaced(number));
        }

        await Wait.UntilAsync("all are handled", async () => (await world.HandledAsync()).Count == 120);
        Assert.Equal(Enumerable.Range(1, 120), await world.HandledAsync());
    }

    [Fact]
    public async Task A_commit_wakes_an_idle_relay()
    {
        await using var world = await World.CreateAsync(servers);

        // Longer than the test waits for what must come.
        var shop = await world.ShopAsync(("Messaging:PollInterval", "00:01:00"));
        for (var number = 0; number < 5; number++)
        {
            await shop.PublishAsync(new OrderPlaced(number));
            await world.HandledAsync([.. Enumerable.Range(0, number + 1)]);
        }
    }

    [Fact]
    public async Task An_event_that_no_queue_takes_is_kept_loudly_and_keeps_no_other()
    {
        await using var world = await World.CreateAsync(servers);
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));

        await publisher.PublishAsync(new OrderPlaced(1));

        await publisher.SaysAsync("no queue is bound for it");
        await Wait.UntilAsync("it is kept with the fault", async () =>
            await world.QueryAsync<int>("SELECT COUNT(*) FROM messaging_outbox WHERE fault IS NOT NULL AND refusals > 0") == 1);

        // Somebody comes who wants it: the next try finds them, and later events did not wait for that.
        await world.ShopAsync(("Shop:Publishes", "false"));
        await publisher.PublishAsync(new OrderPlaced(2));
        await world.HandledAsync(1, 2);
        await world.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task Of_two_relays_one_is_active_and_the_other_takes_over()
    {
        await using var world = await World.CreateAsync(servers);
        var first = await world.ShopAsync(("Shop:Handles", "false"));
        var second = await world.ShopAsync();
        await first.SaysAsync("This replica relays the outbox");
        Assert.DoesNotContain(second.Log, line => line.Contains("This replica relays", StringComparison.Ordinal));

        await second.PublishAsync(new OrderPlaced(1));
        await world.HandledAsync(1);
        await first.StopAsync();

        await second.PublishAsync(new OrderPlaced(2));
        await world.HandledAsync(1, 2);
        await second.SaysAsync("This replica relays the outbox");
    }

    [Fact]
    public async Task An_event_that_is_not_registered_or_too_large_is_refused_with_a_reason()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        var tooLarge = await Assert.ThrowsAsync<InvalidOperationException>(
            () => shop.PublishAsync(new OrderPlaced(1, Note: new string('x', 300_000))));
        Assert.Contains("at most 262144", tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_whose_database_session_is_killed_begins_anew_and_loses_nothing()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        await shop.SaysAsync("This replica relays the outbox");

        await using (var connection = await world.OpenDatabaseAsync())
        {
            var holder = await connection.ExecuteScalarAsync<long>("SELECT IS_USED_LOCK(CONCAT(DATABASE(), '.outbox'))");
            await connection.ExecuteAsync($"KILL {holder}");
        }

        await shop.PublishAsync(new OrderPlaced(1));
        await world.HandledAsync(1);
        await world.OutboxIsEmptyAsync();
    }
}
