using System.Net;
using System.Net.Http.Json;
using Dapper;
using Messaging.Tests.Running;
using RabbitMQ.Client;
using ServiceDefaults.Messaging.DeadLetters;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class DeadLetterTests(Servers servers)
{
    [Fact]
    public async Task Dead_letters_are_counted_listed_in_pages_shown_and_stay_in_their_order()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await DeadAsync(world, 1, 2, 3, 4, 5);

        for (var look = 0; look < 25; look++)
        {
            // Beyond a quorum queue's usual limit of deliveries.
            var page = await GetAsync<DeadLetterPage>(shop, "shop.events?skip=1&limit=2");
            Assert.Equal(5, page.Total);
            Assert.Equal(["order-2", "order-3"], page.Letters.Select(letter => letter.Subject));
        }

        var counts = await GetAsync<List<DeadLetterCount>>(shop, "");
        Assert.Contains(new DeadLetterCount("shop.events", 5), counts);
        var first = (await GetAsync<DeadLetterPage>(shop, "shop.events")).Letters[0];
        var whole = await GetAsync<DeadLetter>(shop, $"shop.events/{first.Id}");
        Assert.Equal("No attempt can help.", whole.Reason);
        Assert.Equal("""{"number":1,"act":"park","note":null}""", whole.Body);
        Assert.Equal("order.placed", whole.Headers!["cloudEvents:type"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Operator(shop).GetAsync(Path("shop.events/none"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Operator(shop).GetAsync(Path("other"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Operator(shop).GetAsync(Path("shop.events?limit=0"))).StatusCode);
    }

    [Fact]
    public async Task A_letter_is_replayed_with_its_attempts_forgotten()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        // Fails as often as is allowed; the fourth attempt would do.
        await shop.PublishAsync(new OrderPlaced(1, "fail 3"));
        await DeadAsync(world, shop, 1);
        var letter = Assert.Single((await GetAsync<DeadLetterPage>(shop, "shop.events")).Letters);

        var replay = await Operator(shop).PostAsync(Path($"shop.events/{letter.Id}/replay"), content: null);

        Assert.Equal(HttpStatusCode.NoContent, replay.StatusCode);
        await world.HandledAsync(1);
        Assert.Equal(0u, await world.CountAsync("shop.events.dead"));
        Assert.Equal(0, await world.QueryAsync<int>("SELECT COUNT(*) FROM messaging_attempts"));
    }

    [Fact]
    public async Task A_letter_that_is_replayed_twice_is_handled_once()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        await shop.PublishAsync(new OrderPlaced(1, "fail 3"));
        await DeadAsync(world, shop, 1);

        // A copy, as a crash between sending and acknowledging leaves it.
        await using (var connection = await world.ConnectAsync())
        {
            await using var channel = await connection.CreateChannelAsync(new(true, true));
            var letter = (await channel.BasicGetAsync("shop.events.dead", autoAck: true))!;
            for (var copy = 0; copy < 2; copy++)
            {
                await channel.BasicPublishAsync("", "shop.events.dead", mandatory: true, new BasicProperties(letter.BasicProperties), letter.Body);
            }
        }

        var result = await (await Operator(shop).PostAsync(Path("shop.events/replay"), content: null)).Content.ReadFromJsonAsync<ReplayResult>();

        Assert.Equal(new ReplayResult(2, 0), result);
        await world.HandledAsync(1);
        await Wait.UntilAsync("both are acknowledged", async () => await world.CountAsync("shop.events") == 0);
        await shop.SaysAsync("came again; it was settled before (Handled)");
        Assert.Equal([1], await world.HandledAsync());
    }

    [Fact]
    public async Task A_discarded_letter_is_gone_and_the_others_stay()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await DeadAsync(world, 1, 2, 3);
        var letters = (await GetAsync<DeadLetterPage>(shop, "shop.events")).Letters;

        Assert.Equal(HttpStatusCode.NoContent, (await Operator(shop).DeleteAsync(Path($"shop.events/{letters[1].Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Operator(shop).DeleteAsync(Path($"shop.events/{letters[1].Id}"))).StatusCode);

        var left = (await GetAsync<DeadLetterPage>(shop, "shop.events")).Letters;
        Assert.Equal(["order-1", "order-3"], left.Select(letter => letter.Subject).Order());
    }

    [Fact]
    public async Task A_decision_that_did_not_get_to_the_broker_is_carried_out_at_the_next_delivery()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await ConsumerTests.ConsumingAsync(world);
        var headers = ConsumerTests.Envelope();

        // As a process leaves it that is killed after it decided.
        await using (var connection = await world.OpenDatabaseAsync())
        {
            await connection.ExecuteAsync(
                "INSERT INTO messaging_inbox VALUES ('shop.events', '/shop', @Id, TRUE, UTC_TIMESTAMP(6))", new { Id = headers["cloudEvents:id"] });
        }

        await world.PublishAsync("events", "order.placed", new() { Headers = headers }, """{"number": 1}"""u8.ToArray());

        await world.DeadLetterAsync("shop.events");
        Assert.Empty(await world.HandledAsync());
        Assert.NotEmpty(shop.Log);
    }

    [Fact]
    public async Task What_the_broker_parks_is_listed_and_replayed_too()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await ConsumerTests.ConsumingAsync(world);

        // A foreign consumer's refusal without requeue is dead-lettered by the policy. No id, no header of ours.
        await shop.StopAsync();
        await world.PublishAsync("", ShopService.Tasks, new(), "7"u8.ToArray());
        await using (var connection = await world.ConnectAsync())
        {
            await using var channel = await connection.CreateChannelAsync();
            var task = (await channel.BasicGetAsync(ShopService.Tasks, autoAck: false))!;
            await channel.BasicRejectAsync(task.DeliveryTag, requeue: false);
        }

        var heir = await ConsumerTests.ConsumingAsync(world);
        await Wait.UntilAsync("the broker has parked it", async () => await world.CountAsync(ShopService.Tasks + ".dead") == 1);
        var letter = Assert.Single((await GetAsync<DeadLetterPage>(heir, ShopService.Tasks)).Letters);
        Assert.Equal("The broker: rejected", letter.Reason);
        Assert.Equal(HttpStatusCode.NoContent, (await Operator(heir).PostAsync(Path($"{ShopService.Tasks}/{letter.Id}/replay"), content: null)).StatusCode);
        await world.HandledAsync(7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-key-for-operators-onlx")]
    public async Task Without_the_key_nobody_sees_or_touches_a_letter(string? key)
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        using var client = new HttpClient { BaseAddress = shop.Client.BaseAddress };
        if (key is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Operator-Key", key);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Path("shop.events"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(Path("shop.events/replay"), content: null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.DeleteAsync(Path("shop.events/x"))).StatusCode);
    }

    private static async Task<RunningShop> DeadAsync(World world, params int[] numbers)
    {
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:Concurrency", "1"));
        foreach (var number in numbers)
        {
            await shop.PublishAsync(new OrderPlaced(number, "park"));
        }

        await DeadAsync(world, shop, numbers.Length);
        return shop;
    }

    private static Task DeadAsync(World world, RunningShop shop, int count) => Wait.UntilAsync(
        $"{count} are dead", async () => await world.CountAsync("shop.events.dead") == count, detail: () => string.Join('\n', shop.Log.TakeLast(30)));

    private static HttpClient Operator(RunningShop shop)
    {
        shop.Client.DefaultRequestHeaders.Remove("X-Operator-Key");
        shop.Client.DefaultRequestHeaders.Add("X-Operator-Key", World.OperatorKey);
        return shop.Client;
    }

    private static async Task<T> GetAsync<T>(RunningShop shop, string path) =>
        (await Operator(shop).GetFromJsonAsync<T>(Path(path)))!;

    private static Uri Path(string path) => new("/shop/dead-letters/" + path, UriKind.Relative);
}
