using System.Net.Http.Json;
using Dapper;
using Harness.Processes;
using MySqlConnector;
using RabbitMQ.Client;
using Shop;

namespace Messaging.Tests.Running;

/// <summary>A virtual host and a database of one test, and the shops in it.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string OperatorKey = "a-key-for-operators-only";

    private readonly Servers _servers;
    private readonly string _name = "t" + Guid.NewGuid().ToString("N")[..12];
    private readonly List<IAsyncDisposable> _shops = [];

    private World(Servers servers) => _servers = servers;

    public string DatabaseConnection => $"{_servers.RootConnection};Database={_name}";

    public string BrokerConnection => $"amqp://guest:{_servers.Password}@127.0.0.1:{_servers.BrokerPort}/{_name}";

    public static async Task<World> CreateAsync(Servers servers)
    {
        var world = new World(servers);
        (await servers.Management.PutAsync(new Uri($"/api/vhosts/{world._name}", UriKind.Relative), JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        await using var connection = new MySqlConnection(servers.RootConnection);
        await connection.ExecuteAsync($"CREATE DATABASE {world._name}");
        return world;
    }

    /// <summary>A shop with quick retries and short deadlines that consumes; what is given here comes on top.</summary>
    public async Task<RunningShop> ShopAsync(params (string Key, string Value)[] settings)
    {
        var shop = await StartShopAsync(settings);
        if (!settings.Contains(("Shop:Handles", "false")))
        {
            await shop.SaysAsync("shop.events is consumed");
            await shop.SaysAsync(ShopService.Tasks + " is consumed");
        }

        return shop;
    }

    /// <summary>Does not wait until it consumes, which it may never do.</summary>
    public async Task<RunningShop> StartShopAsync(params (string Key, string Value)[] settings)
    {
        var shop = await RunningShop.StartAsync(Settings(settings));
        _shops.Add(shop);
        return shop;
    }

    /// <summary>A shop that can be killed.</summary>
    public async Task<ChildProcess> ShopProcessAsync(params (string Key, string Value)[] settings)
    {
        var environment = Settings(settings).ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), string? (setting) => setting.Value);
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var shop = await DotNetProgram.StartAsync("Tests/Messaging/Shop", "Shop.dll", environment);
        _shops.Add(shop);
        return shop;
    }

    public async Task<MySqlConnection> OpenDatabaseAsync()
    {
        var connection = new MySqlConnection(DatabaseConnection);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenDatabaseAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>What the handlers wrote, in the order of their commits' rows.</summary>
    public async Task<List<int>> HandledAsync()
    {
        await using var connection = await OpenDatabaseAsync();
        return (await connection.QueryAsync<int>("SELECT number FROM handled ORDER BY id")).AsList();
    }

    public Task HandledAsync(params int[] numbers) => Wait.UntilAsync(
        $"{numbers.Length} are handled, each once",
        async () => (await HandledAsync()).Order().SequenceEqual(numbers.Order()),
        detail: () => DifferenceAsync(numbers).GetAwaiter().GetResult());

    private async Task<string> DifferenceAsync(int[] numbers)
    {
        var handled = await HandledAsync();
        var missing = string.Join(',', numbers.Except(handled));
        var doubled = string.Join(',', handled.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));
        return $"Missing: {missing}; twice: {doubled}; in the outbox {await QueryAsync<int>("SELECT COUNT(*) FROM messaging_outbox")}, " +
            $"in the queue {await CountAsync("shop.events")}, dead {await CountAsync("shop.events.dead")}, " +
            $"failed {await QueryAsync<int>("SELECT COUNT(*) FROM messaging_attempts")}, " +
            $"inbox {await QueryAsync<int>("SELECT COUNT(*) FROM messaging_inbox")}.\n{Logs}";
    }

    public Task OutboxIsEmptyAsync() => Wait.UntilAsync(
        "the outbox is empty", async () => await QueryAsync<int>("SELECT COUNT(*) FROM messaging_outbox") == 0, detail: () => Logs);

    /// <summary>A foreign client's connection.</summary>
    public async Task<IConnection> ConnectAsync() => await new ConnectionFactory { Uri = new(BrokerConnection) }.CreateConnectionAsync();

    public async Task PublishAsync(string exchange, string key, BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new(true, true));
        await channel.BasicPublishAsync(exchange, key, mandatory: true, properties, body);
    }

    public async Task<uint> CountAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    /// <summary>Waits for one dead letter and takes it.</summary>
    public async Task<BasicGetResult> DeadLetterAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        BasicGetResult? letter = null;
        await Wait.UntilAsync(
            $"a dead letter is in {queue}", async () => (letter = await channel.BasicGetAsync(queue + ".dead", autoAck: true)) is not null, detail: () => Logs);
        return letter!;
    }

    public Task KillBrokerAsync() => _servers.DockerAsync("kill", _servers.Broker);

    public async Task StartBrokerAsync()
    {
        await _servers.DockerAsync("start", _servers.Broker);
        await _servers.BrokerIsUpAsync();
    }

    public Task FreezeBrokerAsync() => _servers.DockerAsync("pause", _servers.Broker);

    public Task ThawBrokerAsync() => _servers.DockerAsync("unpause", _servers.Broker);

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in _shops)
        {
            await shop.DisposeAsync();
        }

        await _servers.Management.DeleteAsync(new Uri($"/api/vhosts/{_name}", UriKind.Relative));
        await using var connection = new MySqlConnection(_servers.RootConnection);
        await connection.ExecuteAsync($"DROP DATABASE {_name}");
    }

    private string Logs => string.Join('\n', _shops.OfType<RunningShop>().SelectMany(shop => shop.Log).TakeLast(60));

    private Dictionary<string, string> Settings((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:shop-db"] = DatabaseConnection,
            ["ConnectionStrings:messaging"] = BrokerConnection,
            ["Messaging:ManagementUrl"] = $"http://127.0.0.1:{_servers.ManagementPort}",
            ["Messaging:OperatorKey"] = OperatorKey,
            ["Messaging:Name"] = "shop",
            ["Messaging:ConfirmTimeout"] = "00:00:02",
            ["Messaging:BrokerTimeout"] = "00:00:02",
            ["Messaging:MaxBackOff"] = "00:00:00.5",

            // Only where the broker is killed it matters.
            ["Messaging:QueueSettles"] = "00:00:00",
        };
        foreach (var queue in (string[])["shop.events", ShopService.Tasks])
        {
            all[$"Messaging:Queues:{queue}:MaxAttempts"] = "3";
            all[$"Messaging:Queues:{queue}:MinRetryDelay"] = "00:00:00.1";
            all[$"Messaging:Queues:{queue}:MaxRetryDelay"] = "00:00:00.3";
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return all;
    }
}
