using Microsoft.Extensions.Hosting;

namespace Aspire.MySqlConnector;

/// <summary>
/// Stops a host that has no connection string before it serves anything: a data source is built on first use,
/// which without this guard would be somebody's request.
/// </summary>
internal sealed class ConnectionStringGuard(string connectionName, string? connectionString) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(connectionString)
            ? throw new InvalidOperationException(
                $"There is no connection string '{connectionName}'. Set ConnectionStrings:{connectionName} " +
                $"(in the app host: WithReference), or ConnectionString in the section " +
                $"Aspire:MySqlConnector or Aspire:MySqlConnector:{connectionName}.")
            : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
