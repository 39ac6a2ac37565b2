using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging.Outbox;

/// <summary>Measures the outbox, in every replica: the one whose relay is active may be the one that is ill.</summary>
internal sealed partial class BacklogWatch(
    MessagingDatabase database, MessagingState state, TimeProvider clock, ILogger<BacklogWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                state.Backlog = await MeasureAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Backlog> MeasureAsync(CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<Backlog>(new CommandDefinition(OutboxSql.Backlog, cancellationToken: cancellationToken));
    }

    [LoggerMessage(LogLevel.Warning, "The outbox could not be measured: {Error}")]
    private partial void LogFailed(string error);
}
