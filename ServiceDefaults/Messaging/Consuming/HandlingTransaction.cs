using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using ServiceDefaults.Messaging.Inbox;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>One transaction for one message or several: of each its row in the inbox, and what its handler writes.</summary>
internal sealed partial class HandlingTransaction(
    MessagingDatabase database, MessagingTelemetry telemetry, IServiceScopeFactory scopes, ILogger<HandlingTransaction> logger)
{
    private readonly HandlerCall _handlers = new(database, scopes);

    /// <returns>Of each message, whether it was settled before.</returns>
    public async Task<List<Settled>> RunAsync(ConsumedQueue queue, List<Work> works, QueueTokens tokens, bool eachTraced)
    {
        var connection = await database.WaitForConnectionAsync(tokens.Ending);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, tokens.Abort);
            var settled = new List<Settled>(works.Count);
            foreach (var work in works)
            {
                using var activity = eachTraced
                    ? telemetry.StartProcess(queue.Name, work.Delivery, work.Key?.Id, previous: null)
                    : null;
                settled.Add(await HandleAsync(queue, work, transaction, tokens.Abort));
            }

            // From here on it is done or not done, whoever wants to stop.
            await transaction.CommitAsync(CancellationToken.None);
            return settled;
        }
        catch (Exception exception) when (exception is not TimeoutException && connection.State != ConnectionState.Open)
        {
            // A handler that takes too long loses its connection by our own hand.
            throw new NotAttemptedException("The database was lost under it.", exception);
        }
        finally
        {
            await EndAsync(connection);
        }
    }

    /// <summary>Rolls back what is not committed. On a dead connection that fails, and must not hide what went wrong.</summary>
    private static async Task EndAsync(MySqlConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The server rolls back what was begun on a connection that is gone.
        }
    }

    private async Task<Settled> HandleAsync(ConsumedQueue queue, Work work, MySqlTransaction transaction, CancellationToken abort)
    {
        if (work.Key is not null)
        {
            var before = await InboxTables.SettleAsync(transaction, work.Key, asDead: false, abort);
            if (before != Settled.Not)
            {
                LogRepeated(work.Key.Id, queue.Name, before);
                return before;
            }
        }

        if (work.IgnoreOlder is null || await InboxTables.IsNewestAsync(transaction, work.IgnoreOlder, abort))
        {
            await _handlers.RunAsync(work, transaction, queue.Options.HandlerTimeout, abort);
        }

        if (work.Key is not null && work.Delivery.Redelivered)
        {
            await InboxTables.ForgetFailuresAsync(transaction, work.Key, abort);
        }

        return Settled.Not;
    }

    [LoggerMessage(LogLevel.Information, "Message {Id} of {Queue} came again; it was settled before ({Settled})")]
    private partial void LogRepeated(string id, string queue, Settled settled);
}
