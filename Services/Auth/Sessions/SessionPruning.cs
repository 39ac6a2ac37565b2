using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>Deletes what has expired, a little at a time, so that nobody waits long for a lock. Every replica may.</summary>
internal sealed partial class SessionPruning(
    MySqlDataSource database, IOptions<SessionsOptions> options, TimeProvider clock, ILogger<SessionPruning> logger) : BackgroundService
{
    private const int AtOnce = 500;

    private const string Sql = """
        DELETE FROM refresh_tokens WHERE expires_at < @Now ORDER BY expires_at LIMIT @AtOnce;
        DELETE FROM sessions WHERE expires_at < @Now ORDER BY expires_at LIMIT @AtOnce
        """;

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(SessionPruning).Assembly.GetName().Name!);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Pruning, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (MySqlException exception)
            {
                LogNotPruned(exception);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("prune sessions");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = new { Now = clock.GetUtcNow().UtcDateTime, AtOnce };
        while (await connection.ExecuteAsync(new CommandDefinition(Sql, row, cancellationToken: cancellationToken)) > 0)
        {
            // Until nothing is left.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Expired sessions could not be deleted; the next round will")]
    private partial void LogNotPruned(Exception exception);
}
