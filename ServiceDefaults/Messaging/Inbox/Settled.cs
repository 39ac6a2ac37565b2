namespace ServiceDefaults.Messaging.Inbox;

/// <summary>What became of a message before.</summary>
internal enum Settled
{
    Not,
    Handled,
    DeadLettered,
}
