namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Reads what is in a queue: events, or the messages of foreign clients.</summary>
internal interface IQueueContent
{
    /// <summary>Routing keys by which the exchange of events fills the queue.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Never throws for what a sender can do; that is the work's <see cref="Work.Fault"/>.</summary>
    Work Read(string queue, Delivery delivery);
}
