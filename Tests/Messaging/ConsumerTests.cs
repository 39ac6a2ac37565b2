using System.Diagnostics.Metrics;
using System.Text;
using Dapper;
using Messaging.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Messaging.Contracts;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class ConsumerTests(Servers servers)
{
    [Fact]
    public async Task What_fails_is_tried_again_with_growing_delay_and_writes_only_once()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(
            ("Messaging:Queues:shop.events:MaxAttempts", "5"), ("Messaging:Queues:shop.events:MaxRetryDelay", "00:00:05"));

        await shop.PublishAsync(new OrderPlaced(1, "fail 3"));

        await world.HandledAsync(1);
        var gaps = await world.QueryAsync<string>(
            "SELECT GROUP_CONCAT(ms ORDER BY id) FROM (SELECT id, TIMESTAMPDIFF(MICROSECOND, LAG(at) OVER (ORDER BY id), at) DIV 1000 ms FROM attempted) gaps");
        var delays = gaps.Split(',').Select(int.Parse).ToList();
        Assert.Equal(3, delays.Count);
        Assert.True(delays[0] >= 90 && delays[1] >= 190 && delays[2] >= 290, gaps);
        Assert.Equal(0, await world.QueryAsync<int>("SELECT COUNT(*) FROM messaging_attempts"));
    }

    [Fact]
    public async Task Poison_is_dead_lettered_with_its_history_and_delays_no_other()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(
            ("Messaging:Queues:shop.events:Prefetch", "2"), ("Messaging:Queues:shop.events:Concurrency", "1"),
            ("Messaging:Queues:shop.events:MinRetryDelay", "00:00:01"), ("Messaging:Queues:shop.events:MaxRetryDelay", "00:00:01"));

        for (var number = 1; number <= 5; number++)
        {
            await shop.PublishAsync(new OrderPlaced(-number, "fail"));
        }

        await shop.PublishAsync(new OrderPlaced(1));
        await world.HandledAsync(1);
        var late = await world.QueryAsync<double>(
            "SELECT TIMESTAMPDIFF(MICROSECOND, (SELECT MIN(at) FROM attempted), (SELECT at FROM handled)) / 1e6");
        Assert.InRange(late, -1, 0.9);

        var letter = await world.DeadLetterAsync("shop.events");
        var headers = letter.BasicProperties.Headers;
        Assert.Equal("InvalidOperationException: The order says so.", MessageHeaders.Text(headers, "dead-letter:reason"));
        Assert.Equal("3", MessageHeaders.Text(headers, "dead-letter:attempts"));
        Assert.Contains("OrderHandler", MessageHeaders.Text(headers, "dead-letter:stack"), StringComparison.Ordinal);
        // Both are in the same round-trip format, of UTC.
        Assert.True(string.CompareOrdinal(
            MessageHeaders.Text(headers, "dead-letter:first-failed-at"), MessageHeaders.Text(headers, "dead-letter:at")) < 0);
        Assert.Equal("order.placed", MessageHeaders.Text(headers, "cloudEvents:type"));
        Assert.Equal("shop.events", MessageHeaders.Text(headers, "dead-letter:queue"));
    }

    [Fact]
    public async Task A_handler_that_says_so_is_not_asked_again()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();

        await shop.PublishAsync(new OrderPlaced(1, "park"));

        var letter = await world.DeadLetterAsync("shop.events");
        Assert.Equal("No attempt can help.", MessageHeaders.Text(letter.BasicProperties.Headers, "dead-letter:reason"));
        Assert.Equal(1, await world.QueryAsync<int>("SELECT COUNT(*) FROM attempted"));
        Assert.Empty(await world.HandledAsync());
    }

    [Theory]
    [InlineData("no envelope", "cloudEvents:specversion is missing")]
    [InlineData("no id", "cloudEvents:id is missing")]
    [InlineData("unknown type", "Nothing here handles order.eaten.")]
    [InlineData("newer version", "schema version 3; this service reads 1 to 2")]
    [InlineData("malformed body", "The body is not the JSON of order.placed")]
    [InlineData("required member missing", "The body is not the JSON of order.placed")]
    [InlineData("null", "The body is null")]
    public async Task What_cannot_be_read_is_dead_lettered_at_once(string fault, string reason)
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);
        var headers = Envelope();
        switch (fault)
        {
            case "no envelope":
                headers.Clear();
                break;
            case "no id":
                headers.Remove("cloudEvents:id");
                break;
            case "unknown type":
                headers["cloudEvents:type"] = "order.eaten";
                break;
            case "newer version":
                headers["cloudEvents:schemaversion"] = 3;
                break;
        }

        var body = fault switch { "malformed body" => "User 123 registered", "required member missing" => "{}", "null" => "null", _ => """{"number": 1}""" };
        await world.PublishAsync("events", "order.placed", new() { Headers = headers }, Encoding.UTF8.GetBytes(body));

        var letter = await world.DeadLetterAsync("shop.events");
        Assert.Contains(reason, MessageHeaders.Text(letter.BasicProperties.Headers, "dead-letter:reason"), StringComparison.Ordinal);
        Assert.Equal(body, Encoding.UTF8.GetString(letter.Body.Span));
    }

    [Theory]
    [InlineData(1, """{"number": 1}""")]
    [InlineData(2, """{"number": 1, "act": "ok", "note": "n", "addedLater": [1, 2]}""")]
    public async Task An_older_event_and_one_with_more_than_is_known_are_read(int version, string body)
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);
        var headers = Envelope();
        headers["cloudEvents:schemaversion"] = version.ToString(provider: null);

        await world.PublishAsync("events", "order.placed", new() { Headers = headers }, Encoding.UTF8.GetBytes(body));

        await world.HandledAsync(1);
    }

    [Fact]
    public async Task The_same_message_twice_is_handled_once_also_at_the_same_time()
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);
        var headers = Envelope();

        for (var copy = 0; copy < 5; copy++)
        {
            await world.PublishAsync("events", "order.placed", new() { Headers = headers }, """{"number": 1, "act": "slow"}"""u8.ToArray());
        }

        headers["cloudEvents:source"] = "/another";
        await world.PublishAsync("events", "order.placed", new() { Headers = headers }, """{"number": 2}"""u8.ToArray());
        await world.HandledAsync(1, 2);
        await Wait.UntilAsync("all are acknowledged", async () => await world.CountAsync("shop.events") == 0);
        Assert.Equal(2, (await world.HandledAsync()).Count);
    }

    [Fact]
    public async Task An_older_event_of_the_same_subject_is_ignored_and_one_of_another_is_not()
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);

        await CountedAsync("a", version: 2, count: 20);
        await world.HandledAsync(20);
        await CountedAsync("a", version: 1, count: 10);
        await CountedAsync("b", version: 1, count: 1);
        await CountedAsync("a", version: 3, count: 30);

        await world.HandledAsync(20, 1, 30);

        Task CountedAsync(string subject, int version, int count)
        {
            var headers = Envelope();
            headers["cloudEvents:type"] = "stock.counted";
            headers["cloudEvents:subject"] = subject;
            headers["cloudEvents:schemaversion"] = 1;
            headers["cloudEvents:aggregateversion"] = version;
            return world.PublishAsync("events", "stock.counted", new() { Headers = headers }, Encoding.UTF8.GetBytes($$"""{"count": {{count}}}"""));
        }
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("hang deaf")]
    public async Task A_handler_that_hangs_is_cut_off_and_tried_again(string act)
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:HandlerTimeout", "00:00:00.5"));

        await shop.PublishAsync(new OrderPlaced(1, act));

        await world.HandledAsync(1);
        Assert.Equal(2, await world.QueryAsync<int>("SELECT COUNT(*) FROM attempted"));
        Assert.Contains(shop.Log, line => line.Contains("The handler took longer than 00:00:00.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_is_lost_under_a_handler_uses_up_no_attempt()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:MaxAttempts", "1"));

        await shop.PublishAsync(new OrderPlaced(1, "slow"));
        await Wait.UntilAsync("it is being handled", async () => await world.QueryAsync<int>("SELECT COUNT(*) FROM attempted") == 1);
        await using (var root = await world.OpenDatabaseAsync())
        {
            var handler = await root.QuerySingleAsync<long>("SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_rows_modified > 0");
            await root.ExecuteAsync($"KILL {handler}");
        }

        await world.HandledAsync(1);
        await shop.SaysAsync("The database was lost under it.");
        Assert.Equal(0U, await world.CountAsync("shop.events.dead"));
    }

    [Fact]
    public async Task A_message_that_another_process_has_in_hand_uses_up_no_attempt()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(($"Messaging:Queues:{ShopService.Tasks}:MaxAttempts", "1"));
        await using var other = await world.OpenDatabaseAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync(
                "INSERT INTO messaging_inbox (queue, source, message_id, is_dead, settled_at) VALUES (@Tasks, '', 'one', FALSE, UTC_TIMESTAMP(6))",
                new { ShopService.Tasks },
                transaction);
            await world.PublishAsync("", ShopService.Tasks, new() { MessageId = "one" }, Encoding.UTF8.GetBytes("1"));
            await shop.SaysAsync("Another process has it in hand.");
        }

        await world.HandledAsync(1);
        Assert.Equal(0U, await world.CountAsync(ShopService.Tasks + ".dead"));
    }

    /// <summary>Nothing of ours throws there, but a metrics listener may; the messages in hand waited for the dead worker for ever.</summary>
    [Fact]
    public async Task A_worker_that_breaks_is_replaced()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:Concurrency", "1"));
        var broken = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "messaging.process.duration" && instrument.Meter.Scope == shop.Services.GetRequiredService<IMeterFactory>())
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) =>
        {
            if (Interlocked.Increment(ref broken) == 1)
            {
                throw new InvalidOperationException("The listener is broken.");
            }
        });
        listener.Start();

        await shop.PublishAsync(new OrderPlaced(1));
        await shop.PublishAsync(new OrderPlaced(2));
        await world.HandledAsync(1, 2);
        await shop.SaysAsync("A worker of shop.events broke");
    }

    [Fact]
    public async Task On_a_stop_what_is_in_hand_is_finished_and_the_rest_returned_uncounted()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync(("Messaging:Queues:shop.events:Concurrency", "1"));
        for (var number = 1; number <= 5; number++)
        {
            await shop.PublishAsync(new OrderPlaced(number, "slow"));
        }

        await Wait.UntilAsync("the first is in hand", async () => await world.QueryAsync<int>("SELECT COUNT(*) FROM attempted") == 1);
        await shop.StopAsync();

        Assert.Equal([1], await world.HandledAsync());
        await using var connection = await world.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var next = await channel.BasicGetAsync("shop.events", autoAck: false);
        Assert.Equal(3u, next!.MessageCount);
        Assert.Equal(0, MessageHeaders.Number(next.BasicProperties.Headers, "x-delivery-count"));
    }

    [Fact]
    public async Task Messages_that_share_a_transaction_fail_alone()
    {
        await using var world = await World.CreateAsync(servers);
        var publisher = await world.ShopAsync(("Shop:Handles", "false"));
        var consuming = await ConsumingAsync(world, ("Messaging:Queues:shop.events:BatchSize", "10"), ("Messaging:Queues:shop.events:Concurrency", "1"));

        await publisher.TransactAsync(async transaction =>
        {
            for (var number = 1; number <= 30; number++)
            {
                await publisher.PublishAsync(transaction, new OrderPlaced(number, number == 7 ? "park" : "ok"));
            }
        });

        await world.HandledAsync([.. Enumerable.Range(1, 30).Except([7])]);
        await world.DeadLetterAsync("shop.events");
        Assert.Contains(consuming.Spans, span => span.GetTagItem("messaging.batch.message_count") is > 1);
    }

    [Fact]
    public async Task A_task_of_a_foreign_client_is_handled_tried_again_and_dead_lettered()
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);

        // Two equal tasks are two tasks; two with one id are one.
        await world.PublishAsync("", ShopService.Tasks, new(), "7"u8.ToArray());
        await world.PublishAsync("", ShopService.Tasks, new(), "7"u8.ToArray());
        await world.PublishAsync("", ShopService.Tasks, new() { MessageId = "x" }, "8"u8.ToArray());
        await world.PublishAsync("", ShopService.Tasks, new() { MessageId = "x" }, "8"u8.ToArray());
        await world.HandledAsync(7, 7, 8);

        await world.PublishAsync("", ShopService.Tasks, new(), "-1"u8.ToArray());
        var failed = await world.DeadLetterAsync(ShopService.Tasks);
        Assert.Equal("3", MessageHeaders.Text(failed.BasicProperties.Headers, "dead-letter:attempts"));

        await world.PublishAsync("", ShopService.Tasks, new(), "User 123 registered"u8.ToArray());
        var refused = await world.DeadLetterAsync(ShopService.Tasks);
        Assert.Equal("Expected is a number.", MessageHeaders.Text(refused.BasicProperties.Headers, "dead-letter:reason"));
    }

    [Fact]
    public async Task A_plain_durable_declare_of_the_open_queue_is_the_same_queue()
    {
        await using var world = await World.CreateAsync(servers);
        await ConsumingAsync(world);
        await using var connection = await world.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();

        var declared = await channel.QueueDeclareAsync(ShopService.Tasks, durable: true, exclusive: false, autoDelete: false);

        Assert.Equal(1u, declared.ConsumerCount);
    }

    internal static Task<RunningShop> ConsumingAsync(World world, params (string Key, string Value)[] settings) =>
        world.ShopAsync([.. settings, ("Shop:Publishes", "false")]);

    internal static Dictionary<string, object?> Envelope() => CloudEventHeaders.Write(new(
        Guid.NewGuid().ToString(), "order.placed", "/shop", DateTimeOffset.UtcNow, "order-1", SchemaVersion: 2, AggregateVersion: null));
}
