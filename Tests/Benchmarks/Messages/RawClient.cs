using System.Globalization;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Benchmarks.Messages;

/// <summary>RabbitMQ.Client by itself, doing what its documentation recommends for speed and safety. The messages are those that the relay sends.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    public const string Exchange = "events";

    /// <summary>As many as the relay may have outstanding: two batches.</summary>
    public const int InFlight = 1000;

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RawClient(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<RawClient> ConnectAsync(Bench bench)
    {
        var connection = await bench.ConnectAsync();

        // The client's own limiter begins to delay at half of what it allows, by chance up to a second: what is outstanding is bounded below.
        var options = new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true,
            outstandingPublisherConfirmationsRateLimiter: null);
        return new(connection, await connection.CreateChannelAsync(options));
    }

    /// <summary>Declared as anybody's plain declare does.</summary>
    public async Task DeclareAsync(string queue)
    {
        await _channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true);
        await _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync(queue, Exchange, Measured.Type);
    }

    /// <summary>Publishes without waiting for one confirm before the next message, and ends with the last confirm.</summary>
    public async Task PublishAsync(int first, int count)
    {
        var confirms = new Queue<Task>();
        for (var number = first; number < first + count; number++)
        {
            confirms.Enqueue(PublishAsync(number).AsTask());
            if (confirms.Count >= InFlight)
            {
                await confirms.Dequeue();
            }
        }

        await Task.WhenAll(confirms);
    }

    public ValueTask PublishAsync(int number) => _channel.BasicPublishAsync(
        Exchange,
        Measured.Type,
        mandatory: true,
        Properties(number),
        JsonSerializer.SerializeToUtf8Bytes(new Measured(number), MeasuredJson.Default.Measured));

    public Task PurgeAsync(string queue) => _channel.QueuePurgeAsync(queue);

    /// <summary>Until disposed. Acknowledges each by itself once it is read, as a consumer without a database would.</summary>
    public async Task<IAsyncDisposable> ConsumeAsync(string queue, ushort prefetch, Arrivals arrivals)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            arrivals.Arrive(JsonSerializer.Deserialize(delivery.Body.Span, MeasuredJson.Default.Measured)!.Number);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static BasicProperties Properties(int number)
    {
        var (id, now) = (Guid.CreateVersion7().ToString(), DateTimeOffset.UtcNow);
        return new()
        {
            MessageId = id,
            Type = Measured.Type,
            AppId = MeasuredService.Name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new(now.ToUnixTimeSeconds()),
            Headers = new Dictionary<string, object?>
            {
                ["cloudEvents:specversion"] = "1.0",
                ["cloudEvents:id"] = id,
                ["cloudEvents:type"] = Measured.Type,
                ["cloudEvents:source"] = "/" + MeasuredService.Name,
                ["cloudEvents:time"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                ["cloudEvents:subject"] = $"account-{number}",
                ["cloudEvents:schemaversion"] = 1,
            },
        };
    }
}
