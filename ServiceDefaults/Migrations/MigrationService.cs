using System.Diagnostics;
using Dapper;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace ServiceDefaults.Migrations;

/// <summary>
/// Brings the schema up to date before the port opens. Replicas that start together take turns by a lock in the
/// database; it lives on a connection, so a replica that dies gives it back.
/// </summary>
internal sealed partial class MigrationService(
    MySqlDataSource database,
    IServiceScopeFactory scopes,
    IHostEnvironment environment,
    IOptions<MigrationOptions> options,
    ILogger<MigrationService> logger) : IHostedService
{
    // The names are the server's, not the database's.
    private const string Lock = "CONCAT(DATABASE(), '.migrations')";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // One root span for all the commands below, which would be a trace each.
        // Not from the container: there, ASP.NET Core would take the source for that of its own server spans.
        using var activities = new ActivitySource(environment.ApplicationName);
        using var activity = activities.StartActivity("migrate");

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
        await connection.ExecuteAsync($"DO RELEASE_LOCK({Lock})");
        LogMigrated();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LockAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var timeout = options.Value.LockTimeout;
        var got = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"SELECT GET_LOCK({Lock}, @Seconds)",
            new { Seconds = timeout.TotalSeconds },

            // The server ends the wait; the driver's own deadline must not come first.
            commandTimeout: (int)timeout.TotalSeconds + 5,
            cancellationToken: cancellationToken));
        if (got != 1)
        {
            throw new TimeoutException(
                $"Another replica has been migrating the database for {timeout}. If none is alive, look for the " +
                "holder with IS_USED_LOCK; if the migration needs longer, raise Migrations:LockTimeout.");
        }
    }

    [LoggerMessage(LogLevel.Information, "The schema is up to date")]
    private partial void LogMigrated();
}
