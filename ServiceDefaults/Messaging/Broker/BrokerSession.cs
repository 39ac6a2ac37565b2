using RabbitMQ.Client;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>A connection with its one channel, and a token that says when either is lost.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly IConnection _connection;
    private readonly CancellationTokenSource _lost = new();

    public BrokerSession(IConnection connection, IChannel channel)
    {
        _connection = connection;
        Channel = channel;
        Lost = _lost.Token;
        channel.ChannelShutdownAsync += (_, _) => LoseAsync();
        connection.ConnectionShutdownAsync += (_, _) => LoseAsync();
        if (!channel.IsOpen)
        {
            _lost.Cancel();
        }
    }

    public IChannel Channel { get; }

    public CancellationToken Lost { get; }

    /// <summary>Why it was lost, for the log.</summary>
    public string Reason => (Channel.CloseReason ?? _connection.CloseReason)?.ReplyText ?? "unknown";

    public Task LoseAsync() => _lost.CancelAsync();

    /// <summary>Closing waits for the broker's answer, which may never come.</summary>
    public static async Task AbandonAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(CloseTimeout).WaitAsync(CloseTimeout * 2);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is given up: what was unconfirmed or unacknowledged on it is sent again.
        }

        // Disposing may wait as closing does.
        _ = connection.DisposeAsync().AsTask().ContinueWith(
            done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync(_connection);
        await _lost.CancelAsync();
    }
}
