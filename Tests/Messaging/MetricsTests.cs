using Messaging.Tests.Running;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class MetricsTests(Servers servers)
{
    private const string Events = "events";
    private const string Queue = "shop.events";

    [Fact]
    public async Task What_is_sent_handled_failed_and_parked_is_counted_by_the_conventions()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        using var metrics = new Metrics(shop);

        await shop.PublishAsync(new OrderPlaced(1));
        await shop.PublishAsync(new OrderPlaced(2, "fail 1"));
        await shop.PublishAsync(new OrderPlaced(3, "park"));
        await world.HandledAsync(1, 2);
        await world.DeadLetterAsync(Queue);

        await CountsAsync(metrics, 3, "messaging.client.sent.messages", Events);
        await CountsAsync(metrics, 2, "messaging.client.consumed.messages", Queue);
        await CountsAsync(metrics, 1, "messaging.client.consumed.messages", Queue, "InvalidOperationException");
        await CountsAsync(metrics, 1, "messaging.client.consumed.messages", Queue, "DeadLetterException");
        await CountsAsync(metrics, 1, "messaging.dead_letters", Queue);
        Assert.Equal(2, metrics.Count("messaging.process.duration", Queue));
    }

    [Fact]
    public async Task What_waits_in_the_outbox_and_for_how_long_is_a_gauge()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Shop:Handles", "false"));
        using var metrics = new Metrics(shop);

        // No queue takes it.
        await shop.PublishAsync(new OrderPlaced(1));
        await Wait.UntilAsync("one waits", () => Task.FromResult(metrics.Observe("messaging.outbox.backlog") == 1));
        await Wait.UntilAsync("it grows old", () => Task.FromResult(metrics.Observe("messaging.outbox.age") > 0));
    }

    private static Task CountsAsync(Metrics metrics, int expected, string instrument, string destination, string? error = null) => Wait.UntilAsync(
        $"{instrument} of {destination} with {error ?? "no error"} is {expected}",
        () => Task.FromResult(metrics.Sum(instrument, destination, error) == expected),
        detail: () => $"It is {metrics.Sum(instrument, destination, error)}.");
}
