using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace ServiceDefaults.Messaging.Inbox;

/// <summary>
/// Deletes what the inbox need not remember any more, in small batches. What is dead-lettered stays: the letter may still be in its
/// queue, and its row is what keeps it from being handled without a replay.
/// </summary>
internal sealed partial class InboxPruning(
    MessagingDatabase database, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<InboxPruning> logger) : BackgroundService
{
    private const int Batch = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await PruneAsync("messaging_inbox", "settled_at", "AND NOT is_dead", stoppingToken);
                await PruneAsync("messaging_attempts", "last_failed_at", "", stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(string table, string column, string condition, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        var command = new CommandDefinition(
            $"DELETE FROM {table} WHERE {column} < UTC_TIMESTAMP(6) - INTERVAL @Seconds SECOND {condition} ORDER BY {column} LIMIT {Batch}",
            new { Seconds = options.Value.InboxKeptFor.TotalSeconds },
            cancellationToken: cancellationToken);
        int deleted;
        do
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            deleted = await connection.ExecuteAsync(command);
        }
        while (deleted == Batch);
    }

    [LoggerMessage(LogLevel.Warning, "The inbox could not be pruned")]
    private partial void LogFailed(Exception exception);
}
