using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Outbox;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Relaying;

/// <summary>
/// Sends what is in the outbox. Of all replicas one is at it; whatever goes wrong ends its session, with which the lock goes to another
/// that may be better placed, and the next session begins again at the first row that is not confirmed.
/// </summary>
internal sealed partial class Relay(
    MessagingDatabase database,
    BrokerAccess broker,
    OutboxSignal signal,
    ServiceIdentity identity,
    MessagingTelemetry telemetry,
    MessagingState state,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<Relay> logger) : BackgroundService
{
    private const string Part = "relay";

    private readonly MessagingOptions _options = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sessions.KeepAsync(
        RunAsync,
        (exception, pause) =>
        {
            state.Set(Part, "away");
            LogLost(exception, pause);
        },
        _options.MaxBackOff,
        clock,
        stoppingToken);

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        state.Set(Part, "standby");
        await using var lease = await OutboxLease.TakeAsync(database, stoppingToken);
        await using var session = await broker.OpenAsync("relay", stoppingToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, session.Lost);
        await Topology.DeclareExchangeAsync(session.Channel, ended.Token);
        state.Set(Part, "active");
        LogActive();

        var onTheirWay = Batch.Empty;
        try
        {
            var sender = new Sender(session.Channel, identity, telemetry, _options.ConfirmTimeout);
            while (!ended.IsCancellationRequested)
            {
                // The next batch is read and sent while the confirms of the one before are still coming.
                var next = sender.Send(await lease.ReadAsync(onTheirWay.Ids, _options.RelayBatch, ended.Token));
                (var settled, onTheirWay) = (onTheirWay, next);
                await SettleAsync(lease, settled);
                if (settled.Rows.Count + next.Rows.Count == 0)
                {
                    await signal.WaitAsync(_options.PollInterval, ended.Token);
                }
            }
        }
        finally
        {
            // On a stop the confirms still come; on a loss their lack is known at once. Both within a deadline.
            await SettleAsync(lease, onTheirWay);
        }
    }

    /// <summary>Not to be cancelled: what is confirmed and not deleted would be sent twice.</summary>
    /// <exception cref="TimeoutException">A confirm is missing: whether the event arrived is not known.</exception>
    private async Task SettleAsync(OutboxLease lease, Batch batch)
    {
        if (batch.Rows.Count == 0)
        {
            return;
        }

        var outcomes = (await batch.Outcomes).Zip(batch.Rows, (outcome, row) => (outcome, row)).ToLookup(pair => pair.outcome, pair => pair.row);
        await lease.DeleteAsync([.. outcomes[Outcome.Confirmed].Select(row => row.Id)]);
        await HoldAsync(lease, outcomes[Outcome.Unroutable], "no queue is bound for it");
        await HoldAsync(lease, outcomes[Outcome.Refused], "the broker refused it; is a queue full?");
        var unknown = outcomes[Outcome.Unknown].Count();
        if (unknown > 0)
        {
            throw new TimeoutException($"{unknown} of {batch.Rows.Count} events were not confirmed within {_options.ConfirmTimeout}; they are sent again.");
        }
    }

    private async Task HoldAsync(OutboxLease lease, IEnumerable<OutboxRow> rows, string fault)
    {
        foreach (var type in rows.GroupBy(row => row.Type))
        {
            LogHeld(type.Count(), type.Key, fault);
            foreach (var row in type)
            {
                telemetry.Refused(type.Key);
            }

            await lease.HoldAsync([.. type.Select(row => row.Id)], fault, _options.MaxHold);
        }
    }

    [LoggerMessage(LogLevel.Information, "This replica relays the outbox")]
    private partial void LogActive();

    [LoggerMessage(LogLevel.Warning, "The relay lost the broker or the database; events wait in the outbox. The next try is in {Pause}")]
    private partial void LogLost(Exception exception, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "{Count} events {Type} cannot be sent: {Fault}. They are kept, and tried again")]
    private partial void LogHeld(int count, string type, string fault);
}
