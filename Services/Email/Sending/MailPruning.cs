using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Email.Sending;

/// <summary>Deletes what is settled and old, hourly, in small batches. That several instances do it does no harm.</summary>
internal sealed partial class MailPruning(
    MySqlDataSource database, TimeProvider clock, IOptions<SendingOptions> options, ILogger<MailPruning> logger) : BackgroundService
{
    private const string Sql = """
        DELETE FROM mails WHERE state IN ('Waiting', 'Sent', 'Refused', 'Settled') AND changed_at < @Before LIMIT 1000
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(MailPruning).Assembly.GetName().Name!);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await PruneAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        using var activity = Activities.StartActivity("prune");
        var before = new { Before = (clock.GetUtcNow() - options.Value.KeptFor).UtcDateTime };
        try
        {
            int deleted;
            do
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                deleted = await connection.ExecuteAsync(new CommandDefinition(Sql, before, cancellationToken: stoppingToken));
            }
            while (deleted > 0);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // No mail suffers from it. The next round finds the rows again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old mails could not be deleted")]
    private partial void LogFailed(Exception exception);
}
