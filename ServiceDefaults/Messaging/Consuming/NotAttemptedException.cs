namespace ServiceDefaults.Messaging.Consuming;

/// <summary>What went wrong says nothing about the message: no attempt is counted, and it comes again.</summary>
internal sealed class NotAttemptedException(string message, Exception reason) : Exception(message, reason);
