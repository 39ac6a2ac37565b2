using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using OpenTelemetry;

namespace ServiceDefaults.Messaging;

/// <summary>
/// The service's database, on connections apart from those of its requests: a relay or twenty handlers must not keep a request waiting.
/// </summary>
internal sealed partial class MessagingDatabase : IAsyncDisposable
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    private readonly MySqlDataSource _pool;
    private readonly MySqlDataSource _lasting;
    private readonly ILogger<MessagingDatabase> _logger;

    public MessagingDatabase(
        IConfiguration configuration, MessagingConnections connections, ILoggerFactory loggers, ILogger<MessagingDatabase> logger)
    {
        var text = configuration.GetConnectionString(connections.Database);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidOperationException(
                $"There is no connection string '{connections.Database}'. Set ConnectionStrings:{connections.Database} " +
                "(in the app host: WithReference).");
        }

        _logger = logger;
        _pool = new MySqlDataSourceBuilder(text).UseLoggerFactory(loggers).UseName("messaging").Build();

        // Locks live on a connection: it must end when we close it, not return to a pool.
        _lasting = new MySqlDataSourceBuilder(new MySqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString)
            .UseLoggerFactory(loggers).UseName("messaging-locks").Build();
    }

    public ValueTask<MySqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenConnectionAsync(cancellationToken);

    public ValueTask<MySqlConnection> OpenLastingAsync(CancellationToken cancellationToken) =>
        _lasting.OpenConnectionAsync(cancellationToken);

    /// <summary>Waits until the database can be reached: a message must not use up its attempts because the database is away.</summary>
    public async Task<MySqlConnection> WaitForConnectionAsync(CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            try
            {
                return await OpenAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogAway(exception.Message, pause);
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>Ends the connection of a handler that does not end by itself; the server rolls back what it did.</summary>
    public async Task KillAsync(int serverThread, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"KILL {serverThread}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _lasting.DisposeAsync();
    }

    [LoggerMessage(LogLevel.Warning, "The database cannot be reached ({Error}); messages wait. The next try is in {Pause}")]
    private partial void LogAway(string error, TimeSpan pause);
}
