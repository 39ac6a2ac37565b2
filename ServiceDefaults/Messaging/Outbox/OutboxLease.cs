using Dapper;
using MySqlConnector;
using OpenTelemetry;

namespace ServiceDefaults.Messaging.Outbox;

/// <summary>
/// The right to relay, and the rows. Reads and deletes go over the very connection that holds the lock: who loses the one loses the
/// other, and a relay that was taken over without knowing cannot delete behind its successor's back.
/// </summary>
internal sealed class OutboxLease : IAsyncDisposable
{
    private const int LockWaitSeconds = 5;

    // A host that vanishes without a word would keep the lock for the server's default of 8 hours. The holder asks every PollInterval.
    private const int SessionTimeoutSeconds = 150;

    private readonly MySqlConnection _connection;

    private OutboxLease(MySqlConnection connection) => _connection = connection;

    /// <summary>Waits as a standby until nobody else holds the outbox.</summary>
    public static async Task<OutboxLease> TakeAsync(MessagingDatabase database, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        var connection = await database.OpenLastingAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"SET SESSION wait_timeout = {SessionTimeoutSeconds}", cancellationToken: cancellationToken));
            var waiting = new CommandDefinition(
                OutboxSql.Lock,
                new { Seconds = LockWaitSeconds },
                commandTimeout: 2 * LockWaitSeconds,
                cancellationToken: cancellationToken);
            while (await connection.ExecuteScalarAsync<long?>(waiting) != 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<OutboxRow>> ReadAsync(
        IReadOnlyCollection<long> onTheirWay, int limit, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        return (await _connection.QueryAsync<OutboxRow>(new CommandDefinition(
            OutboxSql.Read(onTheirWay), new { Limit = limit }, cancellationToken: cancellationToken))).AsList();
    }

    public async Task DeleteAsync(IReadOnlyCollection<long> ids)
    {
        if (ids.Count > 0)
        {
            using var untraced = SuppressInstrumentationScope.Begin();
            await _connection.ExecuteAsync(new CommandDefinition(OutboxSql.Delete(ids)));
        }
    }

    /// <summary>Lets the others pass: a row that no queue takes is asked about again later, less and less often.</summary>
    public async Task HoldAsync(IReadOnlyCollection<long> ids, string fault, TimeSpan longest)
    {
        if (ids.Count > 0)
        {
            using var untraced = SuppressInstrumentationScope.Begin();
            await _connection.ExecuteAsync(new CommandDefinition(
                OutboxSql.Hold(ids), new { Fault = fault, MaxSeconds = longest.TotalSeconds }));
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
