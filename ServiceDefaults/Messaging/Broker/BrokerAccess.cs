using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>Opens connections to the broker, none of which recovers by itself: whoever uses one opens another when it is lost.</summary>
internal sealed class BrokerAccess
{
    private readonly ConnectionFactory _factory;
    private readonly TimeSpan _timeout;
    private readonly string _service;

    public BrokerAccess(
        IConfiguration configuration,
        MessagingConnections connections,
        IOptions<MessagingOptions> options,
        ServiceIdentity identity)
    {
        _timeout = options.Value.BrokerTimeout;
        _service = identity.Name;
        Address = ReadAddress(configuration, connections.Broker);
        _factory = new ConnectionFactory
        {
            Uri = Address,

            // RabbitMQ.Client's own recovery leaves publishes hanging whose confirm died with the connection.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = _timeout,
            ContinuationTimeout = _timeout,
            HandshakeContinuationTimeout = _timeout,
        };
    }

    /// <summary>With the account in it: never to be logged.</summary>
    public Uri Address { get; }

    public string UserName => _factory.UserName;

    public string Password => _factory.Password;

    public string VirtualHost => _factory.VirtualHost;

    public string HostName => _factory.HostName;

    public int Port => _factory.Endpoint.Port;

    /// <param name="purpose">Shown beside the connection in the broker's management page.</param>
    public async Task<BrokerSession> OpenAsync(string purpose, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        var connection = await ConnectAsync(purpose, deadline.Token);
        try
        {
            // Confirms are counted by the client; it must not throttle, for the callers bound what is outstanding.
            var options = new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null);
            var channel = await connection.CreateChannelAsync(options, deadline.Token).WaitAsync(_timeout * 2, cancellationToken);
            return new BrokerSession(connection, channel);
        }
        catch
        {
            await BrokerSession.AbandonAsync(connection);
            throw;
        }
    }

    /// <summary>One that comes too late is closed: nobody would know of it.</summary>
    private async Task<IConnection> ConnectAsync(string purpose, CancellationToken cancellationToken)
    {
        var connecting = _factory.CreateConnectionAsync($"{_service} {purpose}", cancellationToken);
        try
        {
            return await connecting.WaitAsync(_timeout * 2, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            _ = connecting.ContinueWith(
                late => late.IsCompletedSuccessfully ? BrokerSession.AbandonAsync(late.Result) : Task.FromResult(late.Exception),
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private static Uri ReadAddress(IConfiguration configuration, string name)
    {
        var text = configuration.GetConnectionString(name);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps"
            ? address
            : throw new InvalidOperationException(
                $"The connection string '{name}' is missing or no amqp:// or amqps:// address. Set ConnectionStrings:{name} " +
                "(in the app host: WithReference).");
    }
}
