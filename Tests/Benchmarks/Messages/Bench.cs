using System.Diagnostics;
using Dapper;
using Messaging.Tests.Running;
using MySqlConnector;
using RabbitMQ.Client;

namespace Benchmarks.Messages;

/// <summary>A real broker and a real MySQL, our service and a raw client on them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(1);

    private readonly Servers _servers;
    private readonly List<MeasuredService> _services = [];

    private Bench(Servers servers) => _servers = servers;

    public Uri Broker => new($"amqp://guest:{_servers.Password}@127.0.0.1:{_servers.BrokerPort}/");

    public static async Task<Bench> StartAsync()
    {
        var bench = new Bench(new Servers());
        await bench._servers.InitializeAsync();
        await using var connection = new MySqlConnection(bench._servers.RootConnection);
        await connection.ExecuteAsync($"CREATE DATABASE {MeasuredService.Name}");
        return bench;
    }

    /// <param name="settings">On top of those that the service has by itself.</param>
    public async Task<MeasuredService> ServiceAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        var service = await MeasuredService.StartAsync(
        [
            ("ConnectionStrings:" + MeasuredService.Database, DatabaseConnection),
            ("ConnectionStrings:" + MeasuredService.BrokerName, Broker.ToString()),
            ("Messaging:ManagementUrl", $"http://127.0.0.1:{_servers.ManagementPort}"),
            .. settings,
        ]);
        _services.Add(service);
        return service;
    }

    public async Task<IConnection> ConnectAsync() => await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();

    /// <summary>The outbox is looked at seldom enough not to be in the way of what empties it.</summary>
    public async Task OutboxIsEmptyAsync()
    {
        await using var connection = new MySqlConnection(DatabaseConnection);
        var clock = Stopwatch.StartNew();
        while (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM messaging_outbox)"))
        {
            await Task.Delay(5);
            if (clock.Elapsed > Hung)
            {
                throw new TimeoutException("The outbox does not become empty.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        await _servers.DisposeAsync();
    }

    private string DatabaseConnection => $"{_servers.RootConnection};Database={MeasuredService.Name}";
}
