using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Outbox;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Relaying;

/// <summary>Publishes rows over one channel, in their order, without waiting for the confirm of one before sending the next.</summary>
internal sealed class Sender(IChannel channel, ServiceIdentity identity, MessagingTelemetry telemetry, TimeSpan confirmTimeout)
{
    public Batch Send(IReadOnlyList<OutboxRow> rows) => rows.Count == 0 ? Batch.Empty : new(rows, SendAsync(rows));

    private async Task<Outcome[]> SendAsync(IReadOnlyList<OutboxRow> rows)
    {
        using var deadline = new CancellationTokenSource(confirmTimeout);
        var sends = new Task<Outcome>[rows.Count];
        for (var i = 0; i < sends.Length; i++)
        {
            sends[i] = SendAsync(rows[i], deadline.Token);
        }

        // The client observes its token, but has been seen to hang after a restart of the broker all the same.
        await ((Task)Task.WhenAll(sends)).WaitAsync(confirmTimeout + TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. sends.Select(send => send.IsCompletedSuccessfully ? send.Result : Outcome.Unknown)];
    }

    private async Task<Outcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        using var activity = telemetry.StartSend(row);
        var (outcome, error) = await PublishAsync(row, activity, cancellationToken);
        telemetry.Sent(error);
        if (error is not null)
        {
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        return outcome;
    }

    private async Task<(Outcome Outcome, string? Error)> PublishAsync(
        OutboxRow row, Activity? activity, CancellationToken cancellationToken)
    {
        try
        {
            await channel.BasicPublishAsync(
                Topology.EventsExchange, row.Type, mandatory: true, Properties(row, activity), row.Body, cancellationToken);
            return (Outcome.Confirmed, null);
        }
        catch (PublishException exception) when (exception.IsReturn)
        {
            return (Outcome.Unroutable, "unroutable");
        }
        catch (PublishException)
        {
            return (Outcome.Refused, "refused");
        }
        catch (Exception exception)
        {
            return (Outcome.Unknown, cancellationToken.IsCancellationRequested ? "timeout" : exception.GetType().Name);
        }
    }

    private BasicProperties Properties(OutboxRow row, Activity? activity)
    {
        var time = new DateTimeOffset(DateTime.SpecifyKind(row.OccurredAt, DateTimeKind.Utc));
        var headers = CloudEventHeaders.Write(new(
            row.MessageId, row.Type, identity.Source, time, row.Subject, row.SchemaVersion, row.AggregateVersion));

        // Without a span of ours (not sampled, nobody listens) the consumer goes on from the publisher's.
        if ((activity?.Id ?? row.TraceParent) is { } traceParent)
        {
            headers["traceparent"] = traceParent;
        }

        if (row.TraceState is { } traceState)
        {
            headers["tracestate"] = traceState;
        }

        return new()
        {
            MessageId = row.MessageId,
            Type = row.Type,
            AppId = identity.Name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new(time.ToUnixTimeSeconds()),
            Headers = headers,
        };
    }
}
