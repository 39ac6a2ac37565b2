using Harness.Processes;
using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Messaging.Tests.Running;

/// <summary>A real broker and a real MySQL, one of each for all tests; each test has a virtual host and a database of its own in them.</summary>
public sealed class Servers : IAsyncLifetime
{
    private const string RabbitMQ = "docker.io/library/rabbitmq:4.3-management";
    private const string MySql = "docker.io/library/mysql:9.7";

    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];
    private readonly string _conf = Path.Combine(Path.GetTempPath(), $"messaging-tests-{Guid.NewGuid():N}.conf");
    private PreparedMachine? _machine;

    public string Password { get; } = Guid.NewGuid().ToString("N");

    public int BrokerPort { get; } = FreePort.Next();

    public int ManagementPort { get; } = FreePort.Next();

    public int MySqlPort { get; } = FreePort.Next();

    public string Broker => "messaging-tests-broker-" + _suffix;

    private string Database => "messaging-tests-mysql-" + _suffix;

    public string RootConnection => $"Server=127.0.0.1;Port={MySqlPort};User ID=root;Password={Password}";

    public HttpClient Management { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _machine = await Machine.PrepareAsync(
            new SetupRequest([RabbitMQ, MySql], Dashboard: false), NullLogger.Instance, CancellationToken.None);

        // Read by the server's own account.
        await File.WriteAllTextAsync(_conf, "default_queue_type = quorum\n");
        await DockerAsync(
            "run", "--detach", "--name", Broker,
            "--publish", $"127.0.0.1:{BrokerPort}:5672", "--publish", $"127.0.0.1:{ManagementPort}:15672",
            "--env", "RABBITMQ_DEFAULT_USER=guest", "--env", $"RABBITMQ_DEFAULT_PASS={Password}",
            "--env", "RABBITMQ_NODENAME=messaging@localhost",
            "--volume", $"{_conf}:/etc/rabbitmq/conf.d/20-queues.conf:ro",
            Image(RabbitMQ));
        await DockerAsync(
            "run", "--detach", "--name", Database, "--publish", $"127.0.0.1:{MySqlPort}:3306",
            "--env", $"MYSQL_ROOT_PASSWORD={Password}", Image(MySql));

        Management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ManagementPort}") };
        Management.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("guest:" + Password)));
        await BrokerIsUpAsync();
        await Wait.UntilAsync("MySQL answers", async () =>
        {
            await using var connection = new MySqlConnection(RootConnection);
            await connection.OpenAsync();
            return true;
        });
    }

    public Task BrokerIsUpAsync() => Wait.UntilAsync("the broker answers", async () =>
        (await Management.GetAsync(new Uri("/api/health/checks/virtual-hosts", UriKind.Relative))).IsSuccessStatusCode);

    public Task<string> DockerAsync(params string[] arguments) => ContainerClient.RunAsync(_machine!, CancellationToken.None, arguments);

    public async Task DisposeAsync()
    {
        Management?.Dispose();
        if (_machine is not null)
        {
            await DockerAsync("rm", "--force", "--volumes", Broker, Database);
        }

        File.Delete(_conf);
    }

    private string Image(string reference) => _machine!.Images.GetValueOrDefault(reference, reference);
}
