using RabbitMQ.Client;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>A connection with its one channel, and a token that says when either is lost.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly IConnection _connection;
    private readonly CancellationTokenSource _lost = new();
    private int _disposed;

    public BrokerSession(IConnection connection, IChannel channel)
    {
        _connection = connection;
        Channel = channel;
        Lost = _lost.Token;
        channel.ChannelShutdownAsync += (_, _) => LostAsync();
        connection.ConnectionShutdownAsync += (_, _) => LostAsync();
        if (!channel.IsOpen)
        {
            _lost.Cancel();
        }
    }

    public IChannel Channel { get; }

    public CancellationToken Lost { get; }

    /// <summary>Why it was lost, for the log.</summary>
    public string Reason => (Channel.CloseReason ?? _connection.CloseReason)?.ReplyText ?? "unknown";

    /// <summary>
    /// Begins its end, and waits for nobody: who is cancelled by it may take a while, on the thread that reads from the broker too.
    /// </summary>
    public void Lose() => _ = Task.Run(_lost.Cancel);

    /// <summary>Closing waits for the broker's answer, which may never come.</summary>
    public static async Task AbandonAsync(IConnection connection) =>
        await CloseAsync(connection).WaitAsync(CloseTimeout * 2).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await AbandonAsync(_connection);
            await _lost.CancelAsync();
        }
    }

    /// <summary>Disposed of only when it is closed, or the client would stop closing it half-way.</summary>
    private static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(CloseTimeout);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is given up: what was unconfirmed or unacknowledged on it is sent again.
        }

        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The same.
        }
    }

    private Task LostAsync()
    {
        Lose();
        return Task.CompletedTask;
    }
}
