namespace ServiceDefaults.Messaging.Relaying;

/// <summary>What the broker said of one event.</summary>
internal enum Outcome
{
    /// <summary>Nothing: late, or the connection is lost. It may have arrived or not, and is sent again.</summary>
    Unknown,

    Confirmed,

    /// <summary>No queue is bound for it.</summary>
    Unroutable,

    /// <summary>A queue is full, or cannot take it at the moment.</summary>
    Refused,
}
