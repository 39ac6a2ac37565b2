using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.DeadLetters;
using ServiceDefaults.Messaging.Inbox;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>
/// Brings a delivery to its end: acknowledged after its transaction committed, rejected for another attempt, or dead-lettered. If the
/// process dies anywhere in between, the broker delivers again and the inbox knows how far it came.
/// </summary>
internal sealed partial class MessageHandling(
    MessagingDatabase database,
    HandlingTransaction transaction,
    InboxTables inbox,
    DeadLetterWriter deadLetters,
    MessagingTelemetry telemetry,
    TimeProvider clock,
    ILogger<MessageHandling> logger)
{
    public async Task HandleAsync(ConsumedQueue queue, BrokerSession session, IReadOnlyList<Delivery> deliveries, QueueTokens tokens)
    {
        var works = deliveries.Select(delivery => queue.Content.Read(queue.Name, delivery)).ToList();

        // What has a history is a case of its own.
        var together = works.Where(work => work.Fault is null && !work.Delivery.Redelivered).ToList();
        if (together.Count > 1 && await TryTogetherAsync(queue, session, together, tokens))
        {
            works.RemoveAll(together.Contains);
        }

        foreach (var work in works)
        {
            await HandleAsync(queue, session, work, tokens);
        }
    }

    private async Task<bool> TryTogetherAsync(ConsumedQueue queue, BrokerSession session, List<Work> works, QueueTokens tokens)
    {
        var began = clock.GetTimestamp();
        using var activity = telemetry.StartBatch(queue.Name, works.Count);
        try
        {
            if ((await transaction.RunAsync(queue, works, tokens, eachTraced: true)).Contains(Settled.DeadLettered))
            {
                return false;
            }
        }
        catch (Exception)
        {
            // One by one it shows which it was.
            activity?.SetStatus(ActivityStatusCode.Error);
            return false;
        }

        var each = clock.GetElapsedTime(began) / works.Count;
        foreach (var work in works)
        {
            telemetry.Consumed(queue.Name, each, error: null);
            await session.AckAsync(work.Delivery);
        }

        return true;
    }

    private async Task HandleAsync(ConsumedQueue queue, BrokerSession session, Work work, QueueTokens tokens)
    {
        var began = clock.GetTimestamp();
        string? error = null;
        using var activity = telemetry.StartProcess(queue.Name, work.Delivery, work.Key?.Id, await FindPreviousAsync(work, tokens));
        try
        {
            error = await SettleAsync(queue, session, work, tokens);
        }
        catch (OperationCanceledException) when (tokens.Ending.IsCancellationRequested || tokens.Abort.IsCancellationRequested)
        {
            // Unlike a rejection this does not count as an attempt.
            error = "stopped";
            await session.ReturnAsync(work.Delivery);
        }
        catch (Exception exception)
        {
            // The database or the broker failed while a failure was being recorded: nothing is settled, and it comes again.
            error = exception.GetType().Name;
            LogUnsettled(exception, work.Key?.Id, queue.Name);
            await session.RejectAsync(work.Delivery);
            if (exception is TimeoutException or OperationCanceledException)
            {
                // A confirm did not come: the channel is not to be trusted any more, and its loss begins another session.
                session.Lose();
            }
        }

        if (error is not null)
        {
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        telemetry.Consumed(queue.Name, clock.GetElapsedTime(began), error);
    }

    /// <returns>The type of the error, if there was one.</returns>
    private async Task<string?> SettleAsync(ConsumedQueue queue, BrokerSession session, Work work, QueueTokens tokens)
    {
        if (work.Fault is { } fault)
        {
            await BuryAsync(queue, session, work, new(fault), tokens);
            return nameof(DeadLetterException);
        }

        Settled before;
        try
        {
            before = (await transaction.RunAsync(queue, [work], tokens, eachTraced: false))[0];
        }
        catch (NotAttemptedException exception)
        {
            LogNotAttempted(exception, work.Key?.Id, queue.Name);
            await using (await database.WaitForConnectionAsync(tokens.Ending))
            {
                await session.RejectAsync(work.Delivery);
            }

            return exception.InnerException!.GetType().Name;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !IsOver(tokens))
        {
            await FailAsync(queue, session, work, exception, tokens);
            return exception.GetType().Name;
        }

        if (before == Settled.DeadLettered)
        {
            // Decided in an earlier delivery that did not get to its end. A second copy in the queue of dead letters does no harm.
            var failures = await inbox.FindFailuresAsync(work.Key!, tokens.Ending);
            await PublishDeadAsync(queue, session, work, new(failures), tokens);
            return null;
        }

        await session.AckAsync(work.Delivery);
        return null;
    }

    private async Task FailAsync(ConsumedQueue queue, BrokerSession session, Work work, Exception exception, QueueTokens tokens)
    {
        var failures = work.Key is null
            ? null
            : await inbox.AddFailureAsync(work.Key, exception, Activity.Current?.Id, tokens.Ending);

        // Of a message that nothing is known by, the broker counts the deliveries.
        var attempts = failures?.Attempts ?? work.Delivery.Deliveries;
        if (exception is DeadLetterException || attempts >= queue.Options.MaxAttempts)
        {
            await BuryAsync(queue, session, work, new(exception, failures, attempts), tokens);
            return;
        }

        LogFailed(exception, work.Key?.Id, queue.Name, attempts, queue.Options.MaxAttempts);
        await session.RejectAsync(work.Delivery);
    }

    private async Task BuryAsync(ConsumedQueue queue, BrokerSession session, Work work, DeathCertificate death, QueueTokens tokens)
    {
        if (work.Key is not null && await inbox.BuryAsync(work.Key, tokens.Ending) == Settled.Handled)
        {
            // The commit came through although its answer did not.
            await session.AckAsync(work.Delivery);
            return;
        }

        await PublishDeadAsync(queue, session, work, death, tokens);
    }

    private async Task PublishDeadAsync(
        ConsumedQueue queue, BrokerSession session, Work work, DeathCertificate death, QueueTokens tokens)
    {
        await deadLetters.WriteAsync(session.Channel, queue, work.Delivery, death, tokens.Abort);
        telemetry.DeadLettered(queue.Name);
        LogDead(work.Key?.Id, queue.Name, death.Reason);
        await session.AckAsync(work.Delivery);
    }

    private async Task<string?> FindPreviousAsync(Work work, QueueTokens tokens)
    {
        if (work.Key is null || !work.Delivery.Redelivered)
        {
            return null;
        }

        try
        {
            // Before the span of the attempt, to which it gives the link.
            using var untraced = SuppressInstrumentationScope.Begin();
            return (await inbox.FindFailuresAsync(work.Key, tokens.Ending))?.TraceParent;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A link is worth no message.
            return null;
        }
    }

    private static bool IsOver(QueueTokens tokens) => tokens.Ending.IsCancellationRequested || tokens.Abort.IsCancellationRequested;

    [LoggerMessage(LogLevel.Warning, "Message {Id} of {Queue} failed, attempt {Attempt} of {MaxAttempts}")]
    private partial void LogFailed(Exception exception, string? id, string queue, int attempt, int maxAttempts);

    [LoggerMessage(LogLevel.Warning, "Message {Id} of {Queue} could not be tried; it comes again")]
    private partial void LogNotAttempted(Exception exception, string? id, string queue);

    [LoggerMessage(LogLevel.Error, "Message {Id} of {Queue} is a dead letter: {Reason}")]
    private partial void LogDead(string? id, string queue, string reason);

    [LoggerMessage(LogLevel.Error, "Message {Id} of {Queue} could not be settled; it comes again")]
    private partial void LogUnsettled(Exception exception, string? id, string queue);
}
