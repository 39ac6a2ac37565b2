namespace ServiceDefaults.Messaging.Consuming;

/// <summary>Names of <see cref="ConsumerOptions"/> that are not a queue's.</summary>
internal static class ConsumerOptionsOf
{
    /// <summary>The queue's own name is known only when the host is built.</summary>
    public const string Events = "(events)";
}
