using MySqlConnector;
using ServiceDefaults.Messaging.Contracts;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Handles an event in one transaction. Registered by <see cref="MessagingBuilder"/>; made anew for every message, in a scope of its own.</summary>
public interface IHandle<in TEvent>
{
    /// <summary>
    /// What is written in the transaction commits together with the note that the message was handled: once, however often it is
    /// delivered. An exception rolls both back and is tried again with growing delay; <see cref="DeadLetterException"/> is not.
    /// </summary>
    /// <param name="transaction">READ COMMITTED. Neither commit nor roll it back.</param>
    Task HandleAsync(TEvent message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken);
}
