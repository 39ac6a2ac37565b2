namespace ServiceDefaults.Messaging;

/// <summary>
/// Thrown by a handler (or on its behalf) for a message that no further attempt can help: it is parked at once, with this text as the
/// reason. The text is read by operators, and by the sender: say what was expected; no personal data.
/// </summary>
public sealed class DeadLetterException(string reason, Exception? innerException = null) : Exception(reason, innerException);
