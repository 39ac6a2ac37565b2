using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.Hosting;

/// <summary>
/// Opens a channel, on a connection that is kept: a new one each time would fill the server's log. It does not recover by itself, for
/// a server that was replaced must take the login again.
/// </summary>
internal sealed class RabbitMQHealthCheck(ReferenceExpression connectionString) : IHealthCheck
{
    private IConnection? _connection;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_connection is not { IsOpen: true })
            {
                var closed = Interlocked.Exchange(ref _connection, value: null);
                await (closed?.DisposeAsync() ?? ValueTask.CompletedTask);
                _connection = await ConnectAsync(cancellationToken);
            }

            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException)
        {
            // The outer one says only that no address could be reached.
            return HealthCheckResult.Unhealthy(exception.GetBaseException().Message);
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri((await connectionString.GetValueAsync(cancellationToken))!),
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "app host",
        };
        return await factory.CreateConnectionAsync(cancellationToken);
    }
}
