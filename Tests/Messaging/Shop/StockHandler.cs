using MySqlConnector;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;

namespace Shop;

internal sealed class StockHandler : IHandle<StockCounted>
{
    public Task HandleAsync(
        StockCounted message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        Records.HandledAsync(transaction, message.Count, metadata.Subject);
}
