using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Pruning;

/// <summary>
/// Deletes <see cref="ExpiredRows"/> at the start, then again and again. Batches are small, so that no request waits for their locks and
/// replicas of the database keep up; that several replicas of this service do it does no harm.
/// </summary>
internal sealed partial class PruningService(
    MySqlDataSource database,
    IEnumerable<ExpiredRows> expired,
    TimeProvider clock,
    IOptions<PruningOptions> options,
    ILogger<PruningService> logger) : BackgroundService
{
    private const int Batch = 1000;

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(PruningService).Assembly.GetName().Name!);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            await PruneAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        using var activity = Activities.StartActivity("prune");
        foreach (var rows in expired)
        {
            await TryPruneAsync(rows, stoppingToken);
        }
    }

    private async Task TryPruneAsync(ExpiredRows rows, CancellationToken stoppingToken)
    {
        try
        {
            var deleted = await PruneAsync(rows, stoppingToken);
            if (deleted > 0)
            {
                LogPruned(deleted, rows.Table);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, no request suffers from it. The next round finds the rows again.
            LogFailed(exception, rows.Table);
        }
    }

    private async Task<int> PruneAsync(ExpiredRows rows, CancellationToken stoppingToken)
    {
        var sql = $"DELETE FROM {rows.Table} WHERE {rows.Column} < @Before ORDER BY {rows.Column} LIMIT {Batch}";
        var before = new { Before = (clock.GetUtcNow() - rows.KeptFor).UtcDateTime };
        var deleted = 0;
        int batch;
        do
        {
            await using var connection = await database.OpenConnectionAsync(stoppingToken);
            batch = await connection.ExecuteAsync(new CommandDefinition(sql, before, cancellationToken: stoppingToken));
            deleted += batch;
        }
        while (batch == Batch);

        return deleted;
    }

    [LoggerMessage(LogLevel.Information, "{Count} expired rows of {Table} are deleted")]
    private partial void LogPruned(int count, string table);

    [LoggerMessage(LogLevel.Warning, "Expired rows of {Table} could not be deleted")]
    private partial void LogFailed(Exception exception, string table);
}
