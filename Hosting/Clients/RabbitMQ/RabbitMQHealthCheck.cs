using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.RabbitMQ.Client;

/// <summary>Healthy when the server opens a channel on the connection that the application itself uses.</summary>
/// <param name="connection">Opens it if nobody has yet, which takes its retries.</param>
internal sealed class RabbitMQHealthCheck(Func<IConnection> connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var opened = await Task.Run(connection, cancellationToken).WaitAsync(cancellationToken);
            await using var channel = await opened.CreateChannelAsync(cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.GetBaseException().Message, exception);
        }
    }
}
