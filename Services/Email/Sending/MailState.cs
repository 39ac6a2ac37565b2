namespace Email.Sending;

/// <summary>How far a mail has got. The names are stored.</summary>
internal enum MailState
{
    /// <summary>Not with the server, for certain.</summary>
    Waiting,

    /// <summary>It is being handed over; after a crash nobody knows whether it was.</summary>
    Sending,

    /// <summary>The server has it.</summary>
    Sent,

    /// <summary>The server will never take it.</summary>
    Refused,

    /// <summary>It may have been sent, and waits for the operator.</summary>
    Unsure,

    /// <summary>It was unsure, and the operator has said that it was sent.</summary>
    Settled,
}
