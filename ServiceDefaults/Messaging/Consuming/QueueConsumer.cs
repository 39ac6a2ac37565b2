using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Consumes one queue, over a connection of its own, and begins anew whenever that is lost.</summary>
internal sealed partial class QueueConsumer(
    ConsumedQueue queue,
    BrokerAccess broker,
    Policies policies,
    MessageHandling handling,
    MessagingState state,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<QueueConsumer> logger) : BackgroundService
{
    private readonly CancellationTokenSource _abort = new();
    private Task _former = Task.CompletedTask;
    private bool _settled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Sessions.KeepAsync(
            RunAsync,
            (exception, pause) =>
            {
                state.Set(queue.Name, "away");
                LogLost(exception, queue.Name, pause);
            },
            options.Value.MaxBackOff,
            clock,
            stoppingToken);
        await _former.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The host's patience is over: handlers are broken off, and their messages returned.
        await using var registration = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        state.Set(queue.Name, "connecting");
        await using var session = await broker.OpenAsync(queue.Name, stoppingToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Lost);
        await Topology.DeclareQueuesAsync(session.Channel, queue, ending.Token);
        await SettleAsync(ending.Token);
        await Topology.BindAsync(session.Channel, queue, ending.Token);
        await policies.PutAsync(queue, ending.Token);

        var reader = new QueueReader(session.Channel, session.Lose);
        await session.Channel.BasicQosAsync(0, queue.Options.Prefetch, global: false, ending.Token);
        var tag = await session.Channel.BasicConsumeAsync(queue.Name, autoAck: false, reader, ending.Token);
        state.Set(queue.Name, "consuming");
        LogConsuming(queue.Name);

        var tokens = new QueueTokens(ending.Token, _abort.Token);
        var workers = Task.WhenAll(Enumerable.Range(0, queue.Options.Concurrency)
            .Select(_ => Task.Run(() => WorkAsync(session, reader.Deliveries, tokens), CancellationToken.None)));
        await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (session.Lost.IsCancellationRequested)
        {
            await EndLostAsync(session, reader, workers);
        }
        else
        {
            await CancelAsync(session, tag);
            reader.Complete();
            await workers;
        }
    }

    /// <summary>
    /// The connection goes first: while it lives, the broker gives it more. Who still handles something may finish, for the inbox lets
    /// nobody in twice, but keeps no other waiting.
    /// </summary>
    private async Task EndLostAsync(BrokerSession session, QueueReader reader, Task workers)
    {
        await session.DisposeAsync();
        reader.Complete();
        _former = _former.IsCompleted ? workers : Task.WhenAll(_former, workers);
        await workers.WaitAsync(options.Value.BrokerTimeout, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new IOException($"The connection is lost: {session.Reason}");
    }

    /// <summary>The broker gives nothing more, or at the latest when the connection is closed.</summary>
    private async Task CancelAsync(BrokerSession session, string tag)
    {
        try
        {
            await session.Channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None).WaitAsync(options.Value.BrokerTimeout, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>
    /// Until the broker has written down that the queue exists. One that is killed sooner begins it anew, without what it had confirmed.
    /// Which replica's declaration made the queue, none of them knows; so each waits when it starts.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (!_settled)
        {
            await Task.Delay(options.Value.QueueSettles, clock, cancellationToken);
            _settled = true;
        }
    }

    /// <summary>A worker that breaks takes the session with it: what it has in hand would wait for it for ever.</summary>
    private async Task WorkAsync(BrokerSession session, ChannelReader<Delivery> deliveries, QueueTokens tokens)
    {
        try
        {
            await WorkOffAsync(session, deliveries, tokens);
        }
        catch (Exception exception)
        {
            LogBroken(exception, queue.Name);
            session.Lose();
            throw;
        }
    }

    /// <summary>Once the session is ending, what is not begun is returned: without that it would count as a failed delivery.</summary>
    private async Task WorkOffAsync(BrokerSession session, ChannelReader<Delivery> deliveries, QueueTokens tokens)
    {
        while (await deliveries.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<Delivery>();
            while (batch.Count < queue.Options.BatchSize && deliveries.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            if (!tokens.Ending.IsCancellationRequested)
            {
                await handling.HandleAsync(queue, session, batch, tokens);
                continue;
            }

            foreach (var delivery in batch)
            {
                await session.ReturnAsync(delivery);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Queue} is consumed")]
    private partial void LogConsuming(string queue);

    [LoggerMessage(LogLevel.Error, "A worker of {Queue} broke; it is consumed anew")]
    private partial void LogBroken(Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, "{Queue} is not consumed: the broker is lost. The next try is in {Pause}")]
    private partial void LogLost(Exception exception, string queue, TimeSpan pause);
}
