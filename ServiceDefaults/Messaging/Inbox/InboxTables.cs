using Dapper;
using MySqlConnector;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.Inbox;

/// <summary>
/// What became of each message: a row in the inbox, once, whether it was handled or dead-lettered; the primary key sees to that, also
/// between two processes that have the same message in hand. Beside it, the failures so far.
/// </summary>
internal sealed class InboxTables(MessagingDatabase database)
{
    // Seconds. Who holds the row may take as long as its handler may.
    private const int MaxWaitForRow = 2;

    private const int MaxErrorLength = 1000;
    private const int MaxStackLength = 8000;
    private const string ByKey = "queue = @Queue AND source = @Source AND message_id = @Id";

    /// <summary>
    /// The first statement of a transaction that handles a message. Another one that has the message in hand keeps this waiting
    /// for a while.
    /// </summary>
    /// <exception cref="NotAttemptedException">It has not ended yet.</exception>
    public static async Task<Settled> SettleAsync(
        MySqlTransaction transaction, MessageKey key, bool asDead, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO messaging_inbox (queue, source, message_id, is_dead, settled_at)
                VALUES (@Queue, @Source, @Id, @IsDead, UTC_TIMESTAMP(6))
                """,
                new { key.Queue, key.Source, key.Id, IsDead = asDead },
                transaction,
                MaxWaitForRow,
                cancellationToken: cancellationToken));
            return Settled.Not;
        }
        catch (MySqlException exception) when (exception.ErrorCode is MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.LockWaitTimeout)
        {
            throw new NotAttemptedException("Another process has it in hand.", exception);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            var isDead = await transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
                $"SELECT is_dead FROM messaging_inbox WHERE {ByKey}", key, transaction, cancellationToken: cancellationToken));
            return isDead ? Settled.DeadLettered : Settled.Handled;
        }
    }

    /// <summary>Whether no newer one was handled before; keeps others about the same subject waiting until the end.</summary>
    public static async Task<bool> IsNewestAsync(
        MySqlTransaction transaction, EventMetadata metadata, CancellationToken cancellationToken)
    {
        var parameters = new { metadata.Type, metadata.Source, metadata.Subject, Version = metadata.AggregateVersion };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO messaging_versions (type, source, subject, version) VALUES (@Type, @Source, @Subject, @Version)
            ON DUPLICATE KEY UPDATE version = GREATEST(version, @Version)
            """,
            parameters,
            transaction,
            cancellationToken: cancellationToken));
        return metadata.AggregateVersion == await transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT version FROM messaging_versions WHERE type = @Type AND source = @Source AND subject = @Subject",
            parameters,
            transaction,
            cancellationToken: cancellationToken));
    }

    public static Task ForgetFailuresAsync(MySqlTransaction transaction, MessageKey key, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"DELETE FROM messaging_attempts WHERE {ByKey}", key, transaction, cancellationToken: cancellationToken));

    public async Task<Failures?> FindFailuresAsync(MessageKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.WaitForConnectionAsync(cancellationToken);
        return await FindAsync(connection, key, cancellationToken);
    }

    /// <summary>Counts one more failure, in a transaction of its own: the handler's is rolled back.</summary>
    public async Task<Failures> AddFailureAsync(
        MessageKey key, Exception exception, string? traceParent, CancellationToken cancellationToken)
    {
        await using var connection = await database.WaitForConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO messaging_attempts
              (queue, source, message_id, attempts, first_failed_at, last_failed_at, last_error, stack, trace_parent)
            VALUES (@Queue, @Source, @Id, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), @Error, @Stack, @TraceParent)
            ON DUPLICATE KEY UPDATE attempts = attempts + 1, last_failed_at = UTC_TIMESTAMP(6), last_error = @Error, stack = @Stack,
              trace_parent = @TraceParent
            """,
            new
            {
                key.Queue,
                key.Source,
                key.Id,
                Error = Cut($"{exception.GetType().Name}: {exception.Message}", MaxErrorLength),
                Stack = Cut(exception.ToString(), MaxStackLength),
                TraceParent = traceParent,
            },
            cancellationToken: cancellationToken));
        return (await FindAsync(connection, key, cancellationToken))!;
    }

    /// <summary>Decides that the message is a dead letter, unless it is settled already.</summary>
    public async Task<Settled> BuryAsync(MessageKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.WaitForConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.ReadCommitted, cancellationToken);
        var before = await SettleAsync(transaction, key, asDead: true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return before;
    }

    /// <summary>Lets a dead letter be handled as if it had never been tried. What was handled stays so.</summary>
    public async Task ReviveAsync(MessageKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.ReadCommitted, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"DELETE FROM messaging_inbox WHERE {ByKey} AND is_dead", key, transaction, cancellationToken: cancellationToken));
        await ForgetFailuresAsync(transaction, key, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes a dead letter a thing of the past: a copy of it that turns up later is not handled either.</summary>
    public async Task ForgetAsync(MessageKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE messaging_inbox SET is_dead = FALSE WHERE {ByKey}", key, cancellationToken: cancellationToken));
    }

    private static Task<Failures?> FindAsync(MySqlConnection connection, MessageKey key, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<Failures>(new CommandDefinition(
            $"""
             SELECT attempts, first_failed_at FirstFailedAt, last_failed_at LastFailedAt, last_error LastError, stack,
               trace_parent TraceParent
             FROM messaging_attempts WHERE {ByKey}
             """,
            key,
            cancellationToken: cancellationToken));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
