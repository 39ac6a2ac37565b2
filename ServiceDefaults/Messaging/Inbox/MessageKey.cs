namespace ServiceDefaults.Messaging.Inbox;

/// <summary>Who a message is, to one queue: CloudEvents makes ids unique per source.</summary>
/// <param name="Source">Empty for the messages of foreign clients.</param>
internal sealed record MessageKey(string Queue, string Source, string Id);
