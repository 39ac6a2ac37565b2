using MySqlConnector;
using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Inbox;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>What is to be done for a delivery.</summary>
/// <param name="Key">By which the inbox knows the message; null if nothing in it says who it is.</param>
/// <param name="Fault">Why it cannot be handled at all.</param>
/// <param name="HandleAsync">Calls the handler; null if there is a fault.</param>
/// <param name="IgnoreOlder">The event whose aggregate version is to be compared first.</param>
internal sealed record Work(
    Delivery Delivery,
    MessageKey? Key,
    DeadLetterException? Fault,
    Func<IServiceProvider, MySqlTransaction, CancellationToken, Task>? HandleAsync = null,
    EventMetadata? IgnoreOlder = null);
