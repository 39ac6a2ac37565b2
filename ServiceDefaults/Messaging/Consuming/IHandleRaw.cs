using MySqlConnector;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Handles what arrives in a queue that is open to any AMQP client, in one transaction.</summary>
public interface IHandleRaw
{
    /// <inheritdoc cref="IHandle{TEvent}.HandleAsync"/>
    Task HandleAsync(RawMessage message, MySqlTransaction transaction, CancellationToken cancellationToken);
}
