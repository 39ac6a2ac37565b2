using System.Globalization;
using System.Text;
using MySqlConnector;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.Consuming;

namespace Shop;

/// <summary>A task of a foreign client is a number as text; a negative one always fails.</summary>
internal sealed class TaskHandler : IHandleRaw
{
    public Task HandleAsync(RawMessage message, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        !int.TryParse(Encoding.UTF8.GetString(message.Body.Span), CultureInfo.InvariantCulture, out var number)
            ? throw new DeadLetterException("Expected is a number.")
            : number < 0 ? throw new InvalidOperationException("Negative.")
            : Records.HandledAsync(transaction, number, $"attempt {message.Attempt}");
}
